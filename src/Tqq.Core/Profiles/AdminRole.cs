namespace Tqq.Core.Profiles;

/// <summary>What an account may do with the server.</summary>
public enum AdminRole : byte
{
    /// <summary>Nothing: it is an ordinary account.</summary>
    None,

    /// <summary>See what administrators see, and change nothing.</summary>
    ReadOnly,

    /// <summary>Everything.</summary>
    Full,
}
