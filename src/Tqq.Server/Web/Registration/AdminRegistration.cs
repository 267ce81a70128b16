using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Messaging;
using Tqq.Server.Web.Admin;
using Tqq.Server.Web.Admin.Auditing;
using Tqq.Server.Web.Admin.Overview;
using Tqq.Server.Web.Admin.Signing;

namespace Tqq.Server.Web.Registration;

/// <summary>Registers the admin API: one row for each group of routes.</summary>
internal static class AdminRegistration
{
    // The document at a path that names none has this name.
    private const string Document = "v1";

    /// <summary>Adds what the admin API needs.</summary>
    public static IServiceCollection AddTqqAdmin(this IServiceCollection services, string token)
    {
        services.AddOpenApi(Document, AdminDocument.Describe);
        services.ConfigureHttpJsonOptions(json =>
        {
            var chain = json.SerializerOptions.TypeInfoResolverChain;
            chain.Add(AdminJson.Default);
            chain.Add(AdminSigningJson.Default);
            chain.Add(AuditJson.Default);
            chain.Add(OverviewJson.Default);
        });
        return services.AddSingleton(new AdminToken(token)).AddSingleton<AdminGuard>().AddSingleton<AdminSessions>()
            .AddSingleton<AdminLinks>().AddSingleton<LinkAddress>().AddSingleton<AdminDoor>().AddSingleton<AuditTrail>()
            .AddSingleton<OverviewReader>();
    }

    /// <summary>Maps the routes, behind the guard.</summary>
    public static void MapTqqAdmin(this WebApplication app)
    {
        app.UseOne<AdminGuard>();
        var api = app.MapGroup(WebPaths.Admin).AddEndpointFilter(RouteAnswers.AnswerFailures)
            .AddEndpointFilter(AuditRecording.RecordAsync).AddEndpointFilter(RouteAnswers.AnswerFailures)
            .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status500InternalServerError);
        AdminSessionRoutes.Map(api);
        FirstRoutes.Map(api);
        AdministratorRoutes.Map(api);
        TotpRoutes.Map(api);
        AuditRoutes.Map(api);
        AccountRoutes.Map(api);
        AppPasswordRoutes.Map(api);
        InvitationRoutes.Map(api);
        RegistrationRoutes.Map(api);
        api.MapTqqOperations();
        OverviewRoutes.Map(api);
        api.MapGet("/server", Server).Needs(AdminRight.Read).Produces<ServerBody>();
        app.MapOpenApi(WebPaths.AdminDocument).Needs(AdminRight.None);
    }

    private static async Task<IResult> Server(ServerFacts facts, IAccountAdministration accounts, CancellationToken cancellationToken) =>
        Results.Ok(new ServerBody(
            ServerFacts.Version, facts.Started, facts.Listen, facts.Web, Path.GetFullPath(facts.Data),
            await accounts.CountAsync(cancellationToken)));
}
