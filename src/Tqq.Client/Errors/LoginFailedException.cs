namespace Tqq.Client;

/// <summary>The server did not let the account in (`RS` other than 0, protocol.md §5.1): a wrong password, no such account or a disabled one; it does not say which.</summary>
public sealed class LoginFailedException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="uin">The account.</param>
    /// <param name="reason">The server's reason, `RA`.</param>
    public LoginFailedException(uint uin, string reason)
        : base($"The server did not let {uin} in: {reason}") => (Uin, Reason) = (uin, reason);

    /// <summary>The account.</summary>
    public uint Uin { get; }

    /// <summary>The server's reason, `RA`, as a user may read it.</summary>
    public string Reason { get; }
}
