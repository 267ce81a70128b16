using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Tqq.Server.Web.Api;

/// <summary>The OpenAPI document of the API: the routes, what they need, what they refuse, and examples.</summary>
internal static class ApiDocument
{
    /// <summary>The name by which its generator is known.</summary>
    public const string Name = "api";

    private const string Bearer = "token";
    private const string Cookie = "cookie";
    private const string Query = "auth";
    private static readonly string NotSignedIn = ApiError.NotSignedIn.Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>How the document is made.</summary>
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = description =>
            description.RelativePath?.StartsWith(WebPaths.Api[1..] + "/", StringComparison.Ordinal) is true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "Tqq API", Version = ServerFacts.Version };
            // The address is the one that the document was read from.
            document.Servers = [];
            document.Components ??= new();
            document.AddComponent<IOpenApiSecurityScheme>(Bearer, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer",
                Description = "A token: of POST /api/v1/session with \"token\": true, or of POST /api/v1/tokens.",
            });
            document.AddComponent<IOpenApiSecurityScheme>(Cookie, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = ApiCookie.Session.Plain,
                Description = $"The cookie of POST /api/v1/session; under https its name is {ApiCookie.Session.Secure}.",
            });
            document.AddComponent<IOpenApiSecurityScheme>(Query, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Query, Name = Query,
                Description = "A token of right send alone, for tools that cannot send headers.",
            });
            BodySchemas.Correct(document, ApiSchemas.Correct);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
    }

    /// <summary>Answers the document.</summary>
    public static async Task<IResult> AnswerAsync(HttpContext context)
    {
        var made = await context.RequestServices.GetRequiredKeyedService<IOpenApiDocumentProvider>(Name)
            .GetOpenApiDocumentAsync(context.RequestAborted);
        return Results.Text(await made.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, context.RequestAborted), "application/json");
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var need = metadata.OfType<ApiNeed>().LastOrDefault() ?? new(ApiRight.Owner, 0);
        if (need.Right != ApiRight.None)
        {
            operation.Security = [.. Schemes(need.Ways).Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            })];
            operation.Description = $"{operation.Description}\n\nNeeds: {Words(need.Right)}.".TrimStart();
            operation.AddExtension("x-right", new JsonNodeExtension(need.Right.ToString().ToLowerInvariant()));
            MeantAccount.Describe(operation);
        }

        foreach (var parameter in operation.Parameters ?? [])
            if (parameter.Schema is OpenApiSchema schema)
            {
                BodySchemas.CorrectNumber(schema);
                ApiSchemas.Correct(new("", parameter.Name!, schema, IsTaken: true, IsOptional: !parameter.Required));
            }

        // All routes refuse who is not signed in, but those that anybody may call.
        var errors = metadata.OfType<ApiErrors>().SelectMany(errors => errors.Errors)
            .Where(error => need.Right != ApiRight.None || error != ApiError.NotSignedIn)
            .Concat(need.Right == ApiRight.None ? [] : OfGuard(need, context.Description.HttpMethod)).Distinct().ToLookup(error =>
                error.Status.ToString(CultureInfo.InvariantCulture));
        var refusals = operation.Responses ??= [];
        var problem = refusals[NotSignedIn].Content;
        if (!errors.Contains(NotSignedIn))
            refusals.Remove(NotSignedIn);
        foreach (var refused in errors)
        {
            // What the guard refuses no route has named.
            refusals.TryAdd(refused.Key, new OpenApiResponse { Content = problem });
            refusals[refused.Key].Description = string.Join("; ", refused.Select(error => $"{error.Type}: {error.Meaning}"));
        }

        if (metadata.OfType<ApiExample>().LastOrDefault() is { } example)
            Show(operation, example);
    }

    private static IEnumerable<ApiError> OfGuard(ApiNeed need, string? method)
    {
        yield return ApiError.NotSignedIn;
        yield return ApiError.OtherAccount;
        // Who calls stands in the store, which may hang or be damaged.
        yield return ApiError.Busy;
        yield return ApiError.Fault;
        if (need.Right != ApiRight.Any)
            yield return ApiError.NotAllowed;
        if (need.Ways.HasFlag(ApiWays.Cookie) && method is { } known && ApiGuard.Changes(known))
            yield return ApiError.ForeignPage;
    }

    private static void Show(OpenApiOperation operation, ApiExample example)
    {
        var taken = operation.RequestBody?.Content?.Values ?? [];
        var given = (operation.Responses ?? []).Where(answer => answer.Key.StartsWith('2'))
            .SelectMany(answer => answer.Value.Content?.Values ?? []);
        foreach (var content in taken)
            content.Example = example.Taken is { } text ? JsonNode.Parse(text) : null;
        foreach (var content in given)
            content.Example = example.Given is { } text ? JsonNode.Parse(text) : null;
    }

    private static IEnumerable<string> Schemes(ApiWays ways)
    {
        if (ways.HasFlag(ApiWays.Bearer))
            yield return Bearer;
        if (ways.HasFlag(ApiWays.Cookie))
            yield return Cookie;
        if (ways.HasFlag(ApiWays.Query))
            yield return Query;
    }

    private static string Words(ApiRight right) => right switch
    {
        ApiRight.Any => "any token or session",
        ApiRight.Read => "the right to read",
        ApiRight.Send => "the right to send",
        ApiRight.All => "a token of right all, or a session",
        _ => "a session that signed in with the password; no token reaches this",
    };
}
