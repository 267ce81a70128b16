using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Admin.Announcing;
using Tqq.Server.Web.Admin.Exporting;
using Tqq.Server.Web.Admin.Importing;
using Tqq.Server.Web.Admin.Numbers;
using Tqq.Server.Web.Admin.Running;
using Tqq.Server.Web.Admin.Sessions;

namespace Tqq.Server.Web.Registration;

/// <summary>Registers the operations of the admin API: one row for each group of routes.</summary>
internal static class OperationsRegistration
{
    /// <summary>Adds what they need.</summary>
    public static IServiceCollection AddTqqOperations(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(json =>
        {
            var chain = json.SerializerOptions.TypeInfoResolverChain;
            chain.Add(SessionsJson.Default);
            chain.Add(ImportingJson.Default);
            chain.Add(NumbersJson.Default);
            chain.Add(AnnouncingJson.Default);
            chain.Add(RunningJson.Default);
        });
        return services.AddSingleton<AdminExport>().AddSingleton<Imports>();
    }

    /// <summary>Maps the routes.</summary>
    public static void MapTqqOperations(this RouteGroupBuilder api)
    {
        AccountListRoutes.Map(api);
        AccountPasswordRoutes.Map(api);
        ImportRoutes.Map(api);
        ExportRoutes.Map(api);
        KnownSessionRoutes.Map(api);
        NumberRoutes.Map(api);
        AnnouncementRoutes.Map(api);
        StoreRoutes.Map(api);
    }
}
