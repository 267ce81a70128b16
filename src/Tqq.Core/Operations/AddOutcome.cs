namespace Tqq.Core.Operations;

/// <summary>What became of AddToList, with the protocol's own numbers (protocol.md §5.5, `CD`).</summary>
public enum AddOutcome : byte
{
    /// <summary>Added, both ways.</summary>
    Added = 0,

    /// <summary>The target wants to be asked first.</summary>
    NeedsVerification = 1,

    /// <summary>The target lets nobody add it, or is oneself.</summary>
    Refused = 2,
}
