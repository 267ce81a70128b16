using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// What the OpenAPI document says beside the routes: the version, how one shows that one may, and what
/// <see cref="AdminSchemas"/> knows of bodies.
/// </summary>
internal static class AdminDocument
{
    private const string Token = "token";
    private const string Cookie = "cookie";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = description =>
            description.RelativePath?.StartsWith(WebPaths.Api[1..] + "/", StringComparison.Ordinal) is not true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Tqq admin API", Version = ServerFacts.Version };
            // The address is the one that the document was read from.
            document.Servers = [];
            document.Components ??= new();
            document.AddComponent<IOpenApiSecurityScheme>(Token, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "The token in admin.json in the data directory; new at each start of the server.",
            });
            document.AddComponent<IOpenApiSecurityScheme>(Cookie, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = AdminSessions.Cookie.Plain,
                Description = $"The cookie of POST /admin/api/v1/session; under https its name is {AdminSessions.Cookie.Secure}.",
            });
            AdminSchemas.Correct(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            foreach (var parameter in operation.Parameters ?? [])
                AdminSchemas.CorrectParameter(parameter);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<AdminAct>().LastOrDefault() is { } act)
            operation.AddExtension("x-act", new JsonNodeExtension(act.Name));
        if (metadata.OfType<AdminNeed>().LastOrDefault() is not { Right: not AdminRight.None } need)
            return;
        operation.Security = [.. ((string[])[Token, Cookie]).Select(scheme =>
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] })];
        operation.AddExtension("x-right", new JsonNodeExtension(need.Right == AdminRight.Full ? "full" : "read"));
        if (need.Confirm)
            operation.AddExtension("x-confirm", new JsonNodeExtension(true));
        MeantAccount.Describe(operation);
    }
}
