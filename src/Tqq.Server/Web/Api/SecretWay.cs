using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api;

/// <summary>
/// How a password travels to here. Beyond this machine that has to be https, here or at a proxy that is named: whoever can read the way
/// would have the password.
/// </summary>
internal sealed class SecretWay(InForce<ApiOptions> options)
{
    private const string Password =
        "a password may come here by https only: give the server a certificate (tls:// in --web), or a proxy that has one; --web-plain allows plain http";
    private const string Token =
        "the token of admin.json may come here by https only, or from the server's own machine: give the server a certificate (tls:// in --web), or a proxy that has one; --web-plain allows plain http";

    /// <summary>Refuses a request with a password that came where others may read; null where it did not.</summary>
    public IResult? Refuse(HttpContext context) => Refuse(context, Password);

    /// <summary>The same for a request with the token of admin.json, which is worth more than any password.</summary>
    public IResult? RefuseToken(HttpContext context) => Refuse(context, Token);

    private IResult? Refuse(HttpContext context, string why)
    {
        if (context.Request.IsHttps || options.Now.AllowsPlain)
            return null;
        if (context.IsOfStrangeProxy())
            return ApiProblem.Of(ApiError.NeedsHttps,
                "a proxy stands before this server that nobody has named: name it with --forwarded-from, and have people come to it by https");
        return context.IsOfThisMachine() ? null : ApiProblem.Of(ApiError.NeedsHttps, why);
    }
}
