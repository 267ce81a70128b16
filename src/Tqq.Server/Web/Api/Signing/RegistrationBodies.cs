namespace Tqq.Server.Web.Api.Signing;

/// <summary>Making an account.</summary>
/// <param name="Nick">Its nickname.</param>
/// <param name="Password">Its password: 8 characters at least, and none of the 10,000 most common.</param>
/// <param name="Uin">Its number; one is given where it is missing.</param>
/// <param name="Invitation">The code of an invitation, where one is needed.</param>
/// <param name="Device">What the session is called; 100 characters at most.</param>
/// <param name="Token">Whether it is a program, which wants a token; otherwise it is a browser, which gets a cookie.</param>
/// <param name="Stay">Whether a browser stays signed in when it is closed; it does where this is missing.</param>
/// <param name="Avatar">Its avatar, 0 to 65535; one by its number where it is missing.</param>
public sealed record NewOwnAccountBody(
    string? Nick, string? Password, long? Uin = null, string? Invitation = null, string? Device = null, bool? Token = null,
    bool? Stay = null, long? Avatar = null)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"new account {Uin}";
}

/// <summary>Asking whether an account can be made with an invitation.</summary>
/// <param name="Invitation">Its code.</param>
public sealed record InvitationCheckBody(string? Invitation)
{
    /// <summary>Without the code.</summary>
    public override string ToString() => "an invitation";
}

/// <summary>Whether something can be used.</summary>
/// <param name="Good">False where there is none such, or it is used up or over.</param>
public sealed record GoodBody(bool Good);

/// <summary>Who may make an account.</summary>
/// <param name="Registration">closed, invite or open.</param>
/// <param name="NeedsHttps">
/// True where a password that came the way of this request would be refused: a page says so before anybody types one. Missing elsewhere.
/// </param>
/// <param name="Program">
/// How commands are begun where the server runs, such as `./tqq`: the administrators' door names one. Missing where it is `tqq`.
/// </param>
public sealed record RegistrationBody(string Registration, bool? NeedsHttps = null, string? Program = null);
