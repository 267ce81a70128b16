namespace Tqq.Core.Operations;

/// <summary>Why a login failed: for the log of the server and for nobody outside (protocol.md §5.1).</summary>
public enum LoginObstacle : byte
{
    /// <summary>The password is wrong.</summary>
    WrongPassword,

    /// <summary>There is no such account.</summary>
    NoSuchAccount,

    /// <summary>The account is disabled.</summary>
    Disabled,

    /// <summary>The account lets nobody in through this port.</summary>
    WireLoginOff,

    /// <summary>The account does not let this address in.</summary>
    Address,

    /// <summary>The account lets app passwords in through this port, and this is none of them.</summary>
    AppPasswordOnly,

    /// <summary>The account or its passwords were changed while the login was looked at.</summary>
    Changed,
}
