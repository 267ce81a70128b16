using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// What the OpenAPI document says beside the routes: the version, how one shows that one may, and what
/// <see cref="AdminSchemas"/> knows of bodies.
/// </summary>
internal static class AdminDocument
{
    private const string Token = "token";

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
            AdminSchemas.Correct(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AdminNeed>().LastOrDefault() is { Right: not AdminRight.None })
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(Token, context.Document)] = [] }];
            foreach (var parameter in operation.Parameters ?? [])
                AdminSchemas.CorrectParameter(parameter);
            return Task.CompletedTask;
        });
    }
}
