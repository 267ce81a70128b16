using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Api;

/// <summary>A kind of refusal of the API: programs go by its type, people read the detail.</summary>
/// <param name="Name">The name in its type, `/errors/NAME`.</param>
/// <param name="Status">The status that goes with it.</param>
/// <param name="Meaning">What it says, for the description of the API.</param>
internal sealed record ApiError(string Name, int Status, string Meaning)
{
    /// <summary>The type in problem+json; it never changes.</summary>
    public string Type => "/errors/" + Name;

    public static readonly ApiError BadInput = new("bad-input", StatusCodes.Status400BadRequest,
        "the request is not as it must be; the detail names the place and says what is allowed");

    public static readonly ApiError NotSignedIn = new("not-signed-in", StatusCodes.Status401Unauthorized,
        "there is no token or cookie, or it opens nothing: it is wrong, revoked or expired, or its account does not admit it now");

    public static readonly ApiError WrongPassword = new("wrong-password", StatusCodes.Status401Unauthorized,
        "number and password do not open an account; which of them is wrong is not said");

    public static readonly ApiError CodeNeeded = new("code-needed", StatusCodes.Status401Unauthorized,
        "the password is right; the account asks for a code of its second factor besides: send it as code");

    public static readonly ApiError WrongCode = new("wrong-code", StatusCodes.Status401Unauthorized,
        "the password is right, and the code of the second factor is wrong or was used");

    public static readonly ApiError AccountDisabled = new("account-disabled", StatusCodes.Status403Forbidden,
        "the password is right, and an administrator has disabled the account");

    public static readonly ApiError NotAllowed = new("not-allowed", StatusCodes.Status403Forbidden,
        "the token may not do this: it has other rights, or it is for other people");

    public static readonly ApiError ForeignPage = new("foreign-page", StatusCodes.Status403Forbidden,
        "the cookie came from a page of another site");

    public static readonly ApiError NotThePassword = new("not-the-password", StatusCodes.Status403Forbidden,
        "the password in the body is not the account's: nothing was changed");

    public static readonly ApiError NeedsHttps = new("needs-https", StatusCodes.Status403Forbidden,
        "a password came by plain http from another machine");

    public static readonly ApiError TooMany = new("too-many", StatusCodes.Status409Conflict,
        "there are as many as may be: remove one first");

    public static readonly ApiError Refused = new("refused", StatusCodes.Status409Conflict,
        "it cannot be done now: the detail says why");

    public static readonly ApiError OtherAccount = new("other-account", StatusCodes.Status409Conflict,
        "the session is of another account than the one that Tqq-Account names: nothing was done");

    public static readonly ApiError OfAdministrator = new("of-administrator", StatusCodes.Status409Conflict,
        "the account is an administrator's: its wireLogin is app-password or off, and it is deleted only after the role was taken away");

    public static readonly ApiError Closed = new("registration-closed", StatusCodes.Status403Forbidden,
        "nobody makes an account here: the administrator does");

    public static readonly ApiError NoInvitation = new("no-invitation", StatusCodes.Status403Forbidden,
        "the invitation is missing, or there is no such one, or it is used up or over");

    public static readonly ApiError NumberTaken = new("number-taken", StatusCodes.Status409Conflict,
        "the number is somebody's, or was");

    public static readonly ApiError Missing = new("missing", StatusCodes.Status404NotFound, "there is no such thing");

    public static readonly ApiError NoSuchMethod = new("no-such-method", StatusCodes.Status405MethodNotAllowed,
        "the path takes other methods");

    public static readonly ApiError TooLarge = new("too-large", StatusCodes.Status413PayloadTooLarge, "the body is too large");

    public static readonly ApiError NotJson = new("not-json", StatusCodes.Status415UnsupportedMediaType,
        "the body must be application/json");

    public static readonly ApiError MailboxFull = new("mailbox-full", StatusCodes.Status409Conflict,
        "as many messages wait for the recipient as may: nothing was sent");

    public static readonly ApiError TooLong = new("too-long", StatusCodes.Status413PayloadTooLarge,
        "the text has more than 10,000 characters");

    public static readonly ApiError KeyReused = new("key-reused", StatusCodes.Status422UnprocessableEntity,
        "this Idempotency-Key came with another text less than 24 hours ago");

    public static readonly ApiError TooManyStreams = new("too-many-streams", StatusCodes.Status429TooManyRequests,
        "as many streams are open as may be, of the account, of the address or in all");

    public static readonly ApiError Gone = new("gone", StatusCodes.Status410Gone,
        "what came behind that is not kept any more: begin at another place");

    public static readonly ApiError NotText = new("not-text", StatusCodes.Status415UnsupportedMediaType,
        "the body may be the text itself, whatever type it says, but not multipart");

    public static readonly ApiError TooFast = new("too-fast", StatusCodes.Status429TooManyRequests,
        "too many in a short time; Retry-After says when to try again");

    public static readonly ApiError Fault = new("fault", StatusCodes.Status500InternalServerError,
        "the server has failed; it has logged why");

    public static readonly ApiError Busy = new("busy", StatusCodes.Status503ServiceUnavailable,
        "the server's disk takes or gives nothing now: nothing was changed");

    public static readonly ApiError Uncertain = new("uncertain", StatusCodes.Status504GatewayTimeout,
        "the change may happen yet: look before trying again");

    public static readonly ApiError DiskFull = new("disk-full", StatusCodes.Status507InsufficientStorage,
        "there is no room left on the server's disk: nothing was changed");

    /// <summary>The kind that stands for a status, where nothing more is known.</summary>
    public static ApiError? Of(int status) => status switch
    {
        StatusCodes.Status400BadRequest => BadInput,
        StatusCodes.Status401Unauthorized => NotSignedIn,
        StatusCodes.Status403Forbidden => NotAllowed,
        StatusCodes.Status404NotFound => Missing,
        StatusCodes.Status405MethodNotAllowed => NoSuchMethod,
        StatusCodes.Status409Conflict => Refused,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => NotJson,
        StatusCodes.Status429TooManyRequests => TooFast,
        StatusCodes.Status500InternalServerError => Fault,
        StatusCodes.Status503ServiceUnavailable => Busy,
        StatusCodes.Status504GatewayTimeout => Uncertain,
        StatusCodes.Status507InsufficientStorage => DiskFull,
        _ => null,
    };
}
