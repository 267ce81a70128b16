using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>What signing in and making an account have in common: how the password came, and what is opened and shown in the end.</summary>
internal sealed class SigningDoor(IDeviceMessenger devices, SecretWay way, PageOrigin origin)
{
    // As often as codes are looked at, once some were wrong.
    private static readonly TimeSpan s_nextCode = TimeSpan.FromMinutes(5);

    /// <summary>Refuses a request whose password came where others may read; null where it did not.</summary>
    public IResult? RefuseWay(HttpContext context) => way.Refuse(context);

    /// <summary>What is to be opened.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isProgram">Whether it is a program, which gets a token; otherwise a browser, which gets a cookie.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="stays">Whether a browser keeps its cookie when it is closed.</param>
    /// <param name="status">The status that the account has from then on; null to leave it.</param>
    public Opening Opening(HttpContext context, bool isProgram, string? name, bool stays, Status? status = null)
    {
        // A page of another site must not sign its visitor in as somebody else, nor make accounts and try passwords from the visitor's
        // address. A program says nothing of pages; a page that is named gets a token.
        if ((isProgram ? RefuseStrangers(context) : RefusePage(context)) is { } foreign)
            return new(foreign, "", null!, false);
        var secret = isProgram ? ApiSecret.MakeToken() : ApiSecret.MakeCookie();
        return new(null, secret, new(isProgram ? DeviceKind.Program : DeviceKind.Web,
            ApiInput.Name(name ?? "", "device", DeviceSession.LongestName), context.Address(), ApiSecret.HashOf(secret), status), stays);
    }

    /// <summary>Opens it for an account that has just been made.</summary>
    public async Task<IResult> OpenAsync(HttpContext context, Uin uin, Opening opening, CancellationToken ct)
    {
        var device = opening.Device;
        var session = await devices.OpenAsync(uin, device.Kind, device.Name, device.From, device.CredentialHash, ct);
        return session is null ? ApiProblem.Of(ApiError.NotSignedIn, "the account is gone") : Answer(context, uin, session, opening);
    }

    /// <summary>Shows what was opened, and has a browser keep it.</summary>
    public IResult Answer(HttpContext context, Uin uin, DeviceSession session, Opening opening)
    {
        var isProgram = opening.Device.Kind == DeviceKind.Program;
        if (!isProgram)
            ApiCookie.Session.Set(context.Response, opening.Secret, opening.Stays, origin.IsSecure(context.Request));
        return ApiJson.Answer(
            new SignedInBody(uin.Value, session.Id.ToString(CultureInfo.InvariantCulture), isProgram ? opening.Secret : null),
            SigningJson.Default.SignedInBody, StatusCodes.Status201Created);
    }

    /// <summary>Why nobody is signed in.</summary>
    /// <param name="outcome">What became of the attempt.</param>
    /// <param name="wrongPassword">What to say where the password is wrong.</param>
    public static IResult Refusal(SignInOutcome outcome, string wrongPassword) => outcome switch
    {
        SignInOutcome.NotLookedAt =>
            ApiProblem.Of(ApiError.TooFast, "too many wait to sign in: the password was not looked at", HeldSignIns.TryAgain),
        SignInOutcome.TooManyCodes => ApiProblem.Of(ApiError.TooFast,
            "too many wrong codes came: the next is looked at in five minutes; a recovery code is looked at now", s_nextCode),
        SignInOutcome.CodeNeeded => ApiProblem.Of(ApiError.CodeNeeded, ApiError.CodeNeeded.Meaning,
            fault: new("code", InputRule.Missing)),
        SignInOutcome.WrongCode => ApiProblem.Of(ApiError.WrongCode, ApiError.WrongCode.Meaning, fault: new("code", InputRule.Proof)),
        SignInOutcome.Disabled => ApiProblem.Of(ApiError.AccountDisabled, ApiError.AccountDisabled.Meaning),
        _ => ApiProblem.Of(ApiError.WrongPassword, wrongPassword),
    };

    /// <summary>Refuses a browser's request that is of a page of another site; null where it is none.</summary>
    public IResult? RefusePage(HttpContext context) => IsOfBrowser(context.Request) && !origin.IsOwn(context.Request)
        ? ApiProblem.Of(ApiError.ForeignPage,
            "a cookie is for pages of this address: other programs ask for a token, with \"token\": true") : null;

    private IResult? RefuseStrangers(HttpContext context) => origin.IsForeign(context.Request) && !origin.IsNamed(context.Request)
        ? ApiProblem.Of(ApiError.ForeignPage, "a page of another site gets a token only where --cors names its origin") : null;

    private static bool IsOfBrowser(HttpRequest request) =>
        request.Headers.ContainsKey("Sec-Fetch-Site") || request.Headers.Origin.Count > 0;
}

/// <summary>What is to be opened, or why it is not.</summary>
/// <param name="Refusal">Why not; null where it is.</param>
/// <param name="Secret">What its client shows from then on.</param>
/// <param name="Device">The session.</param>
/// <param name="Stays">Whether a browser keeps its cookie when it is closed.</param>
internal readonly record struct Opening(IResult? Refusal, string Secret, NewDevice Device, bool Stays);
