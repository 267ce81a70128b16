namespace Tqq.Core.Profiles;

/// <summary>What opens an account over HTTP QQ. Whoever can read that wire has whatever opens the account (protocol.md §3).</summary>
public enum WireLogin : byte
{
    /// <summary>The password, or an app password. The default.</summary>
    Password = 0,

    /// <summary>An app password only: it opens nothing else, and can be taken back by itself.</summary>
    AppPassword = 1,

    /// <summary>Nothing.</summary>
    Off = 2,
}
