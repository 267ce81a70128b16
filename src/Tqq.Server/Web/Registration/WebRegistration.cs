using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Core.Rules;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Page;

namespace Tqq.Server.Web.Registration;

/// <summary>Registers the web port: the page, the health check, the admin API and the API of accounts.</summary>
public static class WebRegistration
{
    /// <summary>Adds what the web port needs. The host provides the accounts and the time.</summary>
    public static IServiceCollection AddTqqWeb(
        this IServiceCollection services, ServerFacts facts, string adminToken, InForce<ApiOptions> api)
    {
        services.AddRoutingCore();
        services.AddSingleton<IProblemDetailsWriter, ApiProblem.OfFramework>().AddProblemDetails();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, HealthJson.Default);
            // Of the options of the generated serializers only their types come here, not that what is null is left out.
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        });
        services.AddSingleton<WebFigures>().AddSingleton<MetricsDoor>();
        return services.AddSingleton(facts).AddTqqAdmin(adminToken).AddTqqOperations().AddTqqApi(api);
    }

    /// <summary>
    /// Has all requests pass a middleware that is one object for all of them: the framework's own way would begin a scope and look for it
    /// in each.
    /// </summary>
    internal static void UseOne<T>(this WebApplication app)
        where T : class, IMiddleware
    {
        var one = app.Services.GetRequiredService<T>();
        app.Use(next => context => one.InvokeAsync(context, next));
    }

    /// <summary>Maps the routes.</summary>
    public static WebApplication MapTqqWeb(this WebApplication app)
    {
        app.Services.GetRequiredService<WebFigures>().Watch(app);
        SafeHeaders.Watch(app);
        // The transport calls in where bytes come in, for the wire's sake. Here work may take longer, so it goes elsewhere.
        app.Use(async (context, next) =>
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
                size.MaxRequestBodySize = BodyReader.Longest;
            await next(context);
        });
        app.Services.GetRequiredService<MetricsDoor>().Watch(app);
        // A body with two lengths ends in two places: the transport has put the one aside that it does not go by (RFC 9112, 6.3).
        app.Use((context, next) =>
            context.Request.Headers is { TransferEncoding.Count: > 0 } headers && headers.ContainsKey("X-Content-Length")
            ? Results.Problem(statusCode: StatusCodes.Status400BadRequest,
                detail: "the request has both Content-Length and Transfer-Encoding, but must have only one of them").ExecuteAsync(context)
            : next(context));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseRouting();
        HealthRoutes.Map(app);
        PageRoutes.Map(app);
        app.MapTqqAdmin();
        app.MapTqqApi();
        return app;
    }
}
