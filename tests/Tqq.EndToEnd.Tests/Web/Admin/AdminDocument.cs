using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The OpenAPI document of the admin API, as a stranger without the token reads it.</summary>
internal sealed class AdminDocument(JsonElement root)
{
    public JsonElement Root => root;

    public static async Task<AdminDocument> ReadAsync(TestServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Web };
        return new(JsonDocument.Parse(await http.GetByteArrayAsync("admin/api/v1/openapi.json",
            TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>All operations.</summary>
    public IEnumerable<AdminOperation> Operations =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new AdminOperation(HttpMethod.Parse(operation.Name), path.Name, operation.Value);

    /// <summary>The members of the body that an operation takes, by their names in the document.</summary>
    public string[] MembersOf(AdminOperation operation) =>
        [.. Resolve(operation.Body).GetProperty("properties").EnumerateObject().Select(property => property.Name)];

    /// <summary>A schema, by itself or by its name.</summary>
    public JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var name)
        ? root.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
        : schema;
}

/// <summary>One operation of the document.</summary>
internal sealed record AdminOperation(HttpMethod Method, string Path, JsonElement Description)
{
    public bool IsOfAdmin => Path.StartsWith("/admin/", StringComparison.Ordinal);

    /// <summary>Whether anybody may call it: it asks for no scheme.</summary>
    public bool IsOpen => !Description.TryGetProperty("security", out _);

    /// <summary>What it needs: read or full.</summary>
    public string? Right => Description.TryGetProperty("x-right", out var right) ? right.GetString() : null;

    /// <summary>Whether it asks for the password again.</summary>
    public bool AsksPassword => Description.TryGetProperty("x-confirm", out _);

    /// <summary>What it is called in the audit log.</summary>
    public string? Act => Description.TryGetProperty("x-act", out var act) ? act.GetString() : null;

    /// <summary>Whether it takes a body of JSON.</summary>
    public bool TakesBody => Description.TryGetProperty("requestBody", out var body)
        && body.GetProperty("content").TryGetProperty("application/json", out _);

    /// <summary>The schema of its body.</summary>
    public JsonElement Body =>
        Description.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("schema");

    /// <summary>The statuses that it may answer.</summary>
    public string[] Answers => [.. Description.GetProperty("responses").EnumerateObject().Select(answer => answer.Name)];

    /// <summary>Whether what it does reaches all accounts, of which most are of other tests.</summary>
    public bool ReachesAll => Path.EndsWith("/announcements", StringComparison.Ordinal);

    /// <summary>Its address, behind the root of the API, for an account.</summary>
    public string For(uint uin) =>
        Path["/admin/api/v1/".Length..].Replace("{uin}", $"{uin}", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal);

    public override string ToString() => $"{Method} {Path}";
}
