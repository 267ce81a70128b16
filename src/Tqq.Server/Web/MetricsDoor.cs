using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;
using Tqq.Server.Metrics;

namespace Tqq.Server.Web;

/// <summary>
/// `/metrics`: on the port that is for it alone, where nothing else is, and on the web port for who has its token. Where no token
/// is set the web port knows nothing of it.
/// </summary>
/// <param name="figures">What is shown.</param>
/// <param name="access">What opens it on the web port.</param>
internal sealed class MetricsDoor(FigureList figures, InForce<MetricsAccess> access)
{
    private const string Scheme = "Bearer ";

    /// <summary>Answers what comes for it; all else goes on, but on the port for metrics.</summary>
    public void Watch(IApplicationBuilder app) => app.Use((context, next) =>
    {
        var isPort = context.Features.Get<MetricsPort>() is not null;
        if (context.Request.Path != WebPaths.Metrics)
            return isPort ? RefuseAsync(context, StatusCodes.Status404NotFound, "on this port there is only /metrics") : next(context);
        if (!isPort && access.Now.TokenHash is null)
            return next(context);
        if (!isPort && !IsAdmitted(context.Request.Headers.Authorization.ToString()))
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return RefuseAsync(context, StatusCodes.Status401Unauthorized,
                "send the token of --metrics-token as Authorization: Bearer TOKEN");
        }

        return HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method)
            ? AnswerAsync(context)
            : RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "only GET");
    });

    private bool IsAdmitted(string authorization) => authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
        && access.Now.Admits(authorization[Scheme.Length..].Trim());

    private Task AnswerAsync(HttpContext context)
    {
        context.Response.ContentType = PrometheusText.ContentType;
        context.Response.Headers.CacheControl = "no-store";
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask
            : context.Response.WriteAsync(PrometheusText.Write(figures.All), context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string detail) =>
        Results.Problem(statusCode: status, detail: detail).ExecuteAsync(context);
}
