namespace Tqq.Server.Messaging;

/// <summary>What became of a change of an account that its role may stand against.</summary>
public enum AccountChanged : byte
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>There is no such account.</summary>
    NoAccount,

    /// <summary>
    /// Nothing was changed: an administrator's own password opens no HTTP QQ, and its account is not deleted before the role is taken away.
    /// </summary>
    OfAdministrator,
}
