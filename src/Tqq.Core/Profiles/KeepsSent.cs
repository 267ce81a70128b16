namespace Tqq.Core.Profiles;

/// <summary>Whether an account keeps what it sends in its log.</summary>
public enum KeepsSent : byte
{
    /// <summary>As the server says (<see cref="Rules.AccountRules.KeepSent"/>).</summary>
    Default,

    /// <summary>It does.</summary>
    True,

    /// <summary>It does not.</summary>
    False,
}
