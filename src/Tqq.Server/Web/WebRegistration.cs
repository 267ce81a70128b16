using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web;

/// <summary>Registers the web port.</summary>
public static class WebRegistration
{
    /// <summary>Where the admin API begins.</summary>
    public const string ApiRoot = "/admin/api/v1";

    /// <summary>Adds what the web port needs. The host provides the accounts and the time.</summary>
    public static IServiceCollection AddTqqWeb(this IServiceCollection services, ServerFacts facts, string adminToken)
    {
        services.AddRoutingCore();
        services.AddProblemDetails();
        services.AddOpenApi("v1");
        services.ConfigureHttpJsonOptions(json => json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default));
        return services.AddSingleton(facts).AddSingleton(new BearerGuard(adminToken));
    }

    /// <summary>Maps the routes: `/healthz` for anybody, all else behind the token.</summary>
    public static WebApplication MapTqqWeb(this WebApplication app)
    {
        // The transport calls in where bytes come in, for the wire's sake. Here work may take longer, so it goes elsewhere.
        app.Use(async (context, next) =>
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await next(context);
        });
        app.UseMiddleware<BearerGuard>();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        HealthRoutes.Map(app);
        var api = app.MapGroup(ApiRoot);
        AccountRoutes.Map(api);
        AppPasswordRoutes.Map(api);
        api.MapGet("/server", Server).Produces<ServerBody>();
        app.MapOpenApi(ApiRoot + "/openapi.json");
        return app;
    }

    private static async Task<IResult> Server(ServerFacts facts, IAccountAdministration accounts, CancellationToken cancellationToken) => Results.Ok(new ServerBody(
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0],
        facts.Started, facts.Listen, facts.Web, Path.GetFullPath(facts.Data), await accounts.CountAsync(cancellationToken)));
}
