using System.Net;
using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;

namespace Tqq.Server.Web.Api;

/// <summary>
/// How a password travels to here. Beyond this machine that has to be https, here or at a proxy that is named: whoever can read the way
/// would have the password.
/// </summary>
internal sealed class SecretWay(InForce<ApiOptions> options)
{
    /// <summary>Refuses a request with a password that came where others may read; null where it did not.</summary>
    public IResult? Refuse(HttpContext context)
    {
        if (context.Request.IsHttps || options.Now.AllowsPlain)
            return null;
        if (context.IsOfStrangeProxy())
            return ApiProblem.Of(ApiError.NeedsHttps,
                "a proxy stands before this server that nobody has named: name it with --forwarded-from, and have people come to it by https");
        return IPAddress.IsLoopback(context.Address()) ? null : ApiProblem.Of(ApiError.NeedsHttps,
            "a password may come here by https only: give the server a certificate (tls:// in --web), or a proxy that has one; --web-plain allows plain http");
    }
}
