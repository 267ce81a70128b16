using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web;

/// <summary>Registers the web port.</summary>
public static class WebRegistration
{
    /// <summary>Where the admin API begins.</summary>
    public const string ApiRoot = "/admin/api/v1";

    /// <summary>Where the description of the admin API is.</summary>
    public const string OpenApiPath = ApiRoot + "/openapi.json";

    /// <summary>Adds what the web port needs. The host provides the accounts and the time.</summary>
    public static IServiceCollection AddTqqWeb(this IServiceCollection services, ServerFacts facts, string adminToken)
    {
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.AddOpenApi("v1", ApiDocument.Describe);
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
        return services.AddSingleton(facts).AddSingleton(new BearerGuard(adminToken));
    }

    /// <summary>Maps the routes: the page, the health check and the API's description for everybody, all else behind the token.</summary>
    public static WebApplication MapTqqWeb(this WebApplication app)
    {
        // The transport calls in where bytes come in, for the wire's sake. Here work may take longer, so it goes elsewhere.
        app.Use(async (context, next) =>
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = BodyReader.Longest;
            await next(context);
        });
        // A body with two lengths ends in two places: the transport has put the one aside that it does not go by (RFC 9112, 6.3).
        app.Use((context, next) =>
            context.Request.Headers is { TransferEncoding.Count: > 0 } headers && headers.ContainsKey("X-Content-Length")
            ? RouteAnswers.Problem(StatusCodes.Status400BadRequest,
                "the request has both Content-Length and Transfer-Encoding, but may have one of them").ExecuteAsync(context)
            : next(context));
        app.UseMiddleware<BearerGuard>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        HealthRoutes.Map(app);
        StartPage.Map(app);
        var api = app.MapGroup(ApiRoot).AddEndpointFilter(RouteAnswers.AnswerFailures)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status500InternalServerError);
        AccountRoutes.Map(api);
        AppPasswordRoutes.Map(api);
        api.MapGet("/server", Server).Produces<ServerBody>();
        app.MapOpenApi(OpenApiPath);
        return app;
    }

    private static async Task<IResult> Server(ServerFacts facts, IAccountAdministration accounts, CancellationToken cancellationToken) =>
        Results.Ok(new ServerBody(
        ServerFacts.Version, facts.Started, facts.Listen, facts.Web, Path.GetFullPath(facts.Data),
            await accounts.CountAsync(cancellationToken)));
}
