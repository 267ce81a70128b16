using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Core.Rules;
using Tqq.Server.Web.Api;
using Tqq.Server.Web.Api.Conversations;
using Tqq.Server.Web.Api.Events;
using Tqq.Server.Web.Api.Lines;
using Tqq.Server.Web.Api.Me;
using Tqq.Server.Web.Api.People;
using Tqq.Server.Web.Api.Push;
using Tqq.Server.Web.Api.Signing;

namespace Tqq.Server.Web.Registration;

/// <summary>Registers the API of accounts: one row for each folder of routes.</summary>
internal static class ApiRegistration
{
    /// <summary>Adds what the API needs.</summary>
    public static IServiceCollection AddTqqApi(this IServiceCollection services, InForce<ApiOptions> options)
    {
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
        services.ConfigureHttpJsonOptions(json =>
        {
            var chain = json.SerializerOptions.TypeInfoResolverChain;
            chain.Add(SigningJson.Default);
            chain.Add(MeJson.Default);
            chain.Add(PeopleJson.Default);
            chain.Add(ConversationJson.Default);
            chain.Add(EventJson.Default);
            chain.Add(PushBodyJson.Default);
        });
        return services.AddSingleton(options).AddSingleton<ApiCors>().AddSingleton<ApiGuard>().AddSingleton<PageOrigin>()
            .AddSingleton<SecretWay>().AddSingleton<HeldSignIns>().AddSingleton<AccountExport>().AddSingleton<StreamPlaces>()
            .AddSingleton<StreamDoor>().AddSingleton<SigningDoor>().AddSingleton<RegistrationLimits>()
            .AddSingleton<RegistrationPolicy>();
    }

    /// <summary>Maps the routes, behind the guard.</summary>
    public static void MapTqqApi(this WebApplication app)
    {
        app.UseOne<ApiCors>();
        app.UseOne<ApiGuard>();
        var api = app.MapGroup(WebPaths.Api).AddEndpointFilter(ApiProblem.AnswerFailures).Fails(ApiError.NotSignedIn);
        SessionRoutes.Map(api);
        RegistrationRoutes.Map(api);
        TokenRoutes.Map(api);
        MeRoutes.Map(api);
        ConversationRoutes.Map(api);
        MessageRoutes.Map(api);
        OwnerRoutes.Map(api);
        FriendRoutes.Map(api);
        RequestRoutes.Map(api);
        PersonRoutes.Map(api);
        CardRoutes.Map(api);
        EventRoutes.Map(api);
        LineRoutes.Map(api);
        PushRoutes.Map(api);
        app.MapGet(WebPaths.ApiDocument, (Delegate)ApiDocument.AnswerAsync).Needs(ApiRight.None).ExcludeFromDescription();
    }
}
