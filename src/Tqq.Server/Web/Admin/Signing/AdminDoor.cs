using System.Net;
using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Admin.Auditing;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>What signing in and becoming an administrator have in common: how it comes in, how it is proved, and what is opened.</summary>
internal sealed class AdminDoor(
    IAdministrators administrators, AdminSessions sessions, HeldSignIns held, SigningDoor door, PageOrigin origin, AuditTrail trail)
{
    /// <summary>What signing in is called in the audit log.</summary>
    public const string SignIn = "session.open";

    /// <summary>
    /// Refuses a request whose password came where others may read, or that is of another site's page; null where neither.
    /// </summary>
    public IResult? RefuseWay(HttpContext context) => door.RefuseWay(context) ?? door.RefusePage(context);

    /// <summary>Looks at what somebody shows.</summary>
    public ValueTask<SignInOutcome> CheckAsync(Uin uin, AdminProof proof, IPAddress from, CancellationToken ct) =>
        administrators.CheckAsync(uin, proof, from, delay => held.WaitAsync(delay, ct), ct);

    /// <summary>
    /// Opens a session for who has proved to be this administrator, and has the browser keep it. Where the audit log takes no line of it,
    /// none is opened.
    /// </summary>
    public async Task<IResult> OpenAsync(HttpContext context, Uin uin, string detail, CancellationToken ct)
    {
        var from = context.Address();
        if (await administrators.LookAsync(uin, from, ct) is not { } standing)
            return ApiProblem.Of(ApiError.WrongPassword, ApiError.WrongPassword.Meaning);
        await trail.ProvedAsync(uin.ToString(), from, SignIn, detail);
        var (session, secret) = sessions.Open(uin, standing.PasswordMark);
        AdminSessions.Cookie.Set(context.Response, secret, stays: false, origin.IsSecure(context.Request));
        return Answer(session, standing, StatusCodes.Status201Created);
    }

    /// <summary>Shows a session.</summary>
    public IResult Answer(AdminSession session, AdminStanding standing, int status = StatusCodes.Status200OK) => ApiJson.Answer(
        new(session.Uin.Value, standing.Nick, SettingWords.Word(standing.Role), standing.HasFactor, standing.RecoveryCodes,
            sessions.At(session.Begun), sessions.At(session.Ends),
            sessions.IsConfirmed(session) ? sessions.At(session.ConfirmedUntil!.Value) : null),
        AdminSigningJson.Default.AdminSessionBody, status);

    /// <summary>Closes the session of who calls, and has the browser forget it.</summary>
    public void Close(HttpContext context, AdminSession session)
    {
        sessions.Close(session);
        AdminSessions.Cookie.Clear(context.Response, origin.IsSecure(context.Request));
    }

    /// <summary>Why nothing is done that asks for a session: the token of admin.json has none.</summary>
    public static IResult OfToken() =>
        ApiProblem.Of(ApiError.NotAllowed, "the token of admin.json is no administrator's: sign in with POST /admin/api/v1/session");
}
