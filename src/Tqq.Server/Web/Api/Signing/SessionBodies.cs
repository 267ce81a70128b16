namespace Tqq.Server.Web.Api.Signing;

/// <summary>Signing in.</summary>
/// <param name="Uin">The account's number.</param>
/// <param name="Password">The account's password; an app password is for the wire and opens nothing here.</param>
/// <param name="Device">What the session is called; 100 characters at most.</param>
/// <param name="Token">Whether it is a program, which wants a token; otherwise it is a browser, which gets a cookie.</param>
/// <param name="Stay">Whether a browser stays signed in when it is closed; it does where this is missing.</param>
/// <param name="Status">The status from then on: online, busy, invisible or offline; missing to leave it.</param>
/// <param name="Code">A code of the second factor, or a recovery code, where the account has one.</param>
public sealed record SignInBody(
    long? Uin, string? Password, string? Device = null, bool? Token = null, bool? Stay = null, string? Status = null,
    string? Code = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"sign in as {Uin}";
}

/// <summary>The sessions of an account.</summary>
/// <param name="Sessions">Those of browsers and programs that signed in, ascending by number. Tokens stand in a list of their own.</param>
/// <param name="Wire">The session over HTTP QQ, where there is one.</param>
public sealed record SessionList(IReadOnlyList<SessionBody> Sessions, WireSessionBody? Wire);

/// <summary>A session of a browser or program.</summary>
/// <param name="Id">Its number, as a text.</param>
/// <param name="Kind">browser, program, bot or admin.</param>
/// <param name="Name">What its owner calls it; may be empty.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Begun">When it signed in.</param>
/// <param name="LastUsed">When it was used last. Unused for 90 days, it is over.</param>
/// <param name="IsThis">Whether it is the one that asks.</param>
public sealed record SessionBody(
    string Id, string Kind, string Name, string Address, DateTimeOffset Begun, DateTimeOffset LastUsed, bool IsThis);

/// <summary>The session over HTTP QQ.</summary>
/// <param name="Door">http-qq.</param>
/// <param name="Address">The client's address.</param>
/// <param name="Begun">When it began.</param>
/// <param name="HasKey">Whether it has a session key; without one, whoever shares the address can act in it.</param>
/// <param name="AppPassword">The id of the app password that it began with; missing where it was the account's own password.</param>
public sealed record WireSessionBody(string Door, string Address, DateTimeOffset Begun, bool HasKey, string? AppPassword = null);

/// <summary>What a session is to be called.</summary>
/// <param name="Name">The name; 100 characters at most.</param>
public sealed record SessionNameBody(string? Name);

/// <summary>A session that was opened.</summary>
/// <param name="Uin">The account's number.</param>
/// <param name="Session">The number of the session.</param>
/// <param name="Token">The token, of a program: it is shown this once.</param>
public sealed record SignedInBody(long Uin, string Session, string? Token = null)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"session {Session} of {Uin}";
}
