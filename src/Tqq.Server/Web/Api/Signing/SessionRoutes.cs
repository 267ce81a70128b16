using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>Signing in and out, and the sessions of an account.</summary>
internal static class SessionRoutes
{
    // What the session over HTTP QQ is called where others have a number.
    private const string Wire = "wire";

    private const string Shown =
        """
        { "id": "3", "kind": "program", "name": "my script", "address": "192.0.2.7",
          "begun": "2027-01-31T08:00:00.000Z", "lastUsed": "2027-01-31T08:05:00.000Z", "isThis": true }
        """;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/session", SignInAsync).Needs(ApiRight.None)
            .Says("Signs in with the account's password").Takes<SignInBody>().Writes()
            .Produces<SignedInBody>(StatusCodes.Status201Created)
            .Fails(ApiError.WrongPassword, ApiError.CodeNeeded, ApiError.WrongCode, ApiError.AccountDisabled,
                ApiError.NeedsHttps, ApiError.ForeignPage, ApiError.TooFast)
            .Example("""{ "uin": 10001, "password": "correct horse", "device": "my script", "token": true }""",
                """{ "uin": 10001, "session": "3", "token": "tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL" }""");
        api.MapDelete("/session", SignOutAsync).Needs(ApiRight.Any).Charged()
            .Says("Signs out: the session or token that asks opens nothing any more").Writes().Produces(StatusCodes.Status204NoContent);
        api.MapGet("/sessions", ListAsync).Needs(ApiRight.All).Charged().Says("Lists the sessions of the account").Produces<SessionList>()
            .Example(null, $$"""
                { "sessions": [{{Shown}}],
                  "wire": { "door": "http-qq", "address": "192.0.2.9", "begun": "2027-01-31T07:00:00.000Z", "hasKey": false } }
                """);
        api.MapPatch("/sessions/{id}", RenameAsync).Needs(ApiRight.Owner).Charged().Says("Gives a session another name")
            .Takes<SessionNameBody>().Writes().Produces<SessionBody>().Fails(ApiError.Missing)
            .Example("""{ "name": "my script" }""", Shown);
        api.MapDelete("/sessions/{id}", RevokeAsync).Needs(ApiRight.Owner).Charged()
            .Says("Ends a session; that over HTTP QQ is called wire").Writes()
            .Produces(StatusCodes.Status204NoContent).Fails(ApiError.Missing);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, IDeviceDoor devices, HeldSignIns held, SigningDoor door, CancellationToken ct)
    {
        if (door.RefuseWay(context) is { } refusal)
            return refusal;
        var body = await BodyReader.ReadAsync(context.Request, SigningJson.Default.SignInBody, ct);
        var uin = ApiInput.Uin(body.Uin, "uin");
        var opening = door.Opening(context, body.Token == true, body.Device, body.Stay != false, ReadWord<Status>(body.Status, "status"));
        if (opening.Refusal is { } foreign)
            return foreign;
        var password = body.Password ?? throw new BadInputException(new("password", InputRule.Missing), "password is missing");
        var (outcome, session) = await devices.SignInAsync(
            uin, password, body.Code, opening.Device, delay => held.WaitAsync(delay, ct), ct);
        return session is not null ? door.Answer(context, uin, session, opening) : SigningDoor.Refusal(outcome,
            "number and password do not open an account here; an app password is for HTTP QQ and opens nothing here");
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, IDeviceMessenger devices, PageOrigin origin, CancellationToken ct)
    {
        var caller = context.Caller();
        await devices.CloseAsync(caller.Uin, caller.Device, ct);
        ApiCookie.Session.Clear(context.Response, origin.IsSecure(context.Request));
        return Results.NoContent();
    }

    private static async Task<IResult> ListAsync(HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var caller = context.Caller();
        var all = await devices.ListSessionsAsync(caller.Uin, ct);
        var wire = all?.Wire is { } session ? new WireSessionBody(
            "http-qq", session.Address.ToString(), session.Started, session.KeyHash is not null,
            session.AppPassword?.ToString(CultureInfo.InvariantCulture)) : null;
        return ApiJson.Answer(
            new([.. (all?.Devices ?? []).Where(device => device.Grant is null).Select(device => Show(device, caller))], wire),
            SigningJson.Default.SessionList);
    }

    private static async Task<IResult> RenameAsync(string id, HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var name = (await BodyReader.ReadAsync(context.Request, SigningJson.Default.SessionNameBody, ct)).Name
            ?? throw new BadInputException(new("name", InputRule.Missing), "name is missing");
        name = ApiInput.Name(name, "name", DeviceSession.LongestName);
        var caller = context.Caller();
        return await FindAsync(id, caller, devices, ct) is { } session && await devices.RenameAsync(caller.Uin, session.Id, name, ct)
            ? ApiJson.Answer(Show(session with { Name = name }, caller), SigningJson.Default.SessionBody) : Missing(id);
    }

    private static async Task<IResult> RevokeAsync(string id, HttpContext context, IDeviceMessenger devices, CancellationToken ct)
    {
        var caller = context.Caller();
        if (id == Wire)
            return await devices.CloseWireAsync(caller.Uin, ct) ? Results.NoContent()
                : ApiProblem.Of(ApiError.Missing, "no client of HTTP QQ is logged in");
        return await FindAsync(id, caller, devices, ct) is { } session && await devices.CloseAsync(caller.Uin, session.Id, ct)
            ? Results.NoContent() : Missing(id);
    }

    private static async Task<DeviceSession?> FindAsync(string id, ApiCaller caller, IDeviceMessenger devices, CancellationToken ct) =>
        (await devices.ListSessionsAsync(caller.Uin, ct))?.Devices.FirstOrDefault(device => device.Grant is null && Text(device.Id) == id);

    private static IResult Missing(string id) =>
        ApiProblem.Of(ApiError.Missing, $"there is no session '{BadInputException.Shown(id)}'; GET /api/v1/sessions lists them");

    private static SessionBody Show(DeviceSession session, ApiCaller caller) => new(
        Text(session.Id), Word(session.Kind), session.Name, session.Address.ToString(), session.Begun, session.LastSeen,
        session.Id == caller.Device);

    private static string Text(int id) => id.ToString(CultureInfo.InvariantCulture);

    private static string Word(DeviceKind kind) => kind switch
    {
        DeviceKind.Web => "browser",
        DeviceKind.Bot => "bot",
        DeviceKind.Admin => "admin",
        _ => "program",
    };
}
