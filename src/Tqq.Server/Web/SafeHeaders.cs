using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Tqq.Server.Web;

/// <summary>
/// What a browser is told with every answer of the web port, refusals and faults included: whatever it is opened as, it loads nothing, asks
/// for nothing of the machine, stands in no frame and says nobody where it came from. A page that loads more says so itself.
/// </summary>
internal static class SafeHeaders
{
    /// <summary>The policy of what is no page.</summary>
    public const string Policy = "default-src 'none'; frame-ancestors 'none'";

    private const string ResourcePolicy = "Cross-Origin-Resource-Policy";
    private const string PermissionsPolicy = "Permissions-Policy";
    private const string ReferrerPolicy = "Referrer-Policy";

    private static readonly StringValues s_policy = Policy;
    private static readonly StringValues s_sniffing = "nosniff";
    private static readonly StringValues s_referrer = "no-referrer";
    private static readonly StringValues s_permissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";
    private static readonly StringValues s_resource = "same-origin";

    /// <summary>Has them sent with all that comes behind.</summary>
    public static void Watch(IApplicationBuilder app) => app.Use((context, next) =>
    {
        // At the last moment: whoever answers for a fault begins with empty headers.
        context.Response.OnStarting(static response =>
        {
            Write(((HttpResponse)response).Headers);
            return Task.CompletedTask;
        }, context.Response);
        return next(context);
    });

    private static void Write(IHeaderDictionary headers)
    {
        if (headers.ContentSecurityPolicy.Count == 0)
            headers.ContentSecurityPolicy = s_policy;
        headers.XContentTypeOptions = s_sniffing;
        headers[ReferrerPolicy] = s_referrer;
        headers[PermissionsPolicy] = s_permissions;
        headers[ResourcePolicy] = s_resource;
    }
}
