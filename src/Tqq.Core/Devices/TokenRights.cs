namespace Tqq.Core.Devices;

/// <summary>What a token may do for its account.</summary>
[Flags]
public enum TokenRights : byte
{
    /// <summary>Send texts.</summary>
    Send = 1,

    /// <summary>Read, listen, and mark as read.</summary>
    Read = 2,

    /// <summary>Everything but what needs the password: the password itself, export, deletion, new tokens.</summary>
    All = 7,
}
