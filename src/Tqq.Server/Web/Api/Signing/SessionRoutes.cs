using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>Signing in.</summary>
internal static class SessionRoutes
{
    public static void Map(RouteGroupBuilder api) => api.MapPost("/session", SignInAsync).Needs(ApiRight.None)
        .Says("Signs in with the account's password").Takes<SignInBody>().Writes()
        .Produces<SignedInBody>(StatusCodes.Status201Created).Fails(ApiError.WrongPassword, ApiError.TooFast)
        .Example("""{ "uin": 10001, "password": "correct horse", "device": "my script", "token": true }""",
            """{ "uin": 10001, "session": "3", "token": "tq_0123456789ABCDEFGHIJKLMNOPQRSTUVabcdef" }""");

    private static async Task<IResult> SignInAsync(HttpContext context, IDeviceDoor door, HeldSignIns held, CancellationToken ct)
    {
        var body = await BodyReader.ReadAsync(context.Request, SigningJson.Default.SignInBody, ct);
        var uin = ApiInput.Uin(body.Uin, "uin");
        var isProgram = body.Token == true;
        var secret = isProgram ? ApiSecret.MakeToken() : ApiSecret.MakeCookie();
        var device = new NewDevice(isProgram ? DeviceKind.Program : DeviceKind.Web,
            ApiInput.Name(body.Device ?? "", "device", DeviceSession.LongestName), context.Address(), ApiSecret.HashOf(secret));
        var password = body.Password ?? throw new BadInputException("password is missing");
        var (outcome, session) = await door.SignInAsync(uin, password, device, delay => held.WaitAsync(delay, ct), ct);
        if (session is null)
            return outcome == SignInOutcome.NotLookedAt
                ? ApiProblem.Of(ApiError.TooFast, "too many wait to sign in: the password was not looked at", HeldSignIns.TryAgain)
                : ApiProblem.Of(ApiError.WrongPassword, "number and password do not open an account here");
        if (!isProgram)
            ApiCookie.Set(context, secret);
        return ApiJson.Answer(new SignedInBody(uin.Value, session.Id.ToString(CultureInfo.InvariantCulture), isProgram ? secret : null),
            SigningJson.Default.SignedInBody, StatusCodes.Status201Created);
    }
}
