namespace Tqq.Server.Web.Api.Signing;

/// <summary>Signing in.</summary>
/// <param name="Uin">The account's number.</param>
/// <param name="Password">The account's password; an app password is for the wire and opens nothing here.</param>
/// <param name="Device">What the session is called; 100 characters at most.</param>
/// <param name="Token">Whether it is a program, which wants a token; otherwise it is a browser, which gets a cookie.</param>
public sealed record SignInBody(long? Uin, string? Password, string? Device = null, bool? Token = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"sign in as {Uin}";
}

/// <summary>A session that was opened.</summary>
/// <param name="Uin">The account's number.</param>
/// <param name="Session">The number of the session.</param>
/// <param name="Token">The token, of a program: it is shown this once.</param>
public sealed record SignedInBody(long Uin, string Session, string? Token = null)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"session {Session} of {Uin}";
}
