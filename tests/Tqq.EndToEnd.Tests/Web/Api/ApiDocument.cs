using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>The OpenAPI document of the API of accounts, as a stranger reads it.</summary>
internal sealed class ApiDocument(JsonElement root)
{
    private static Task<ApiDocument>? s_document;

    public JsonElement Root => root;

    public static async Task<ApiDocument> ReadAsync(TestServer server)
    {
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = TestServer.Trusting }) { BaseAddress = server.Web };
        return new(JsonDocument.Parse(await http.GetByteArrayAsync("api/v1/openapi.json",
            TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>Makes sure that the document says of an operation that it may answer so.</summary>
    /// <param name="server">A server; all of them have the same document.</param>
    /// <param name="method">The method.</param>
    /// <param name="path">The path behind /api/v1/, with its query.</param>
    /// <param name="status">What was answered.</param>
    public static async Task CheckAsync(TestServer server, HttpMethod method, string path, HttpStatusCode status)
    {
        var document = await (s_document ??= ReadAsync(server));
        if (document.Operations.FirstOrDefault(operation => operation.Fits(method, path.Split('?')[0])) is { } found)
            Assert.True(found.Description.GetProperty("responses").TryGetProperty($"{(int)status}", out _),
                $"{found} answered {(int)status}, which its description does not know");
    }

    /// <summary>All operations.</summary>
    public IEnumerable<ApiOperation> Operations =>
        from path in root.GetProperty("paths").EnumerateObject()
        from operation in path.Value.EnumerateObject()
        select new ApiOperation(HttpMethod.Parse(operation.Name), path.Name, operation.Value);

    /// <summary>A schema, by itself or by its name.</summary>
    public JsonElement Resolve(JsonElement schema) => schema.TryGetProperty("$ref", out var name)
        ? root.GetProperty("components").GetProperty("schemas").GetProperty(name.GetString()!.Split('/')[^1])
        : schema;
}

/// <summary>One operation of the document.</summary>
internal sealed partial record ApiOperation(HttpMethod Method, string Path, JsonElement Description)
{
    /// <summary>Whether it answers whoever comes.</summary>
    public bool IsOpen => !Description.TryGetProperty("security", out _);

    /// <summary>How a caller may show who it is: token, cookie, auth.</summary>
    public string[] Ways => Description.TryGetProperty("security", out var security)
        ? [.. security.EnumerateArray().SelectMany(way => way.EnumerateObject()).Select(way => way.Name)] : [];

    /// <summary>What it needs: read, send, all or owner.</summary>
    public string Right => Description.TryGetProperty("x-right", out var right) ? right.GetString()! : "none";

    /// <summary>Whether a request is one for it.</summary>
    public bool Fits(HttpMethod method, string path)
    {
        var (parts, asked) = (Path["/api/v1/".Length..].Split('/'), path.Split('/'));
        return Method == method && parts.Length == asked.Length
            && parts.Zip(asked).All(pair => pair.First == "{uin}" ? pair.Second.All(char.IsAsciiDigit)
                : pair.First.StartsWith('{') || pair.First == pair.Second);
    }

    /// <summary>What it takes in its path, its query or its headers.</summary>
    /// <param name="place">path, query or header.</param>
    public IEnumerable<JsonElement> Parameters(string place) => Description.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == place) : [];

    /// <summary>Its address, behind the root of the API, where it is about an account, and about something that has a number.</summary>
    public string For(uint uin, string id = "1") => string.Join('/', Path["/api/v1/".Length..].Split('/').Select(part => part switch
    {
        "{uin}" => $"{uin}",
        ['{', ..] => id,
        _ => part,
    }));

    /// <summary>The body of its example; null where it takes none.</summary>
    /// <param name="uin">The account that it is to be about; null for the one of the example.</param>
    public StringContent? Body(uint? uin = null)
    {
        if (!Description.TryGetProperty("requestBody", out var body))
            return null;
        var content = body.GetProperty("content").EnumerateObject().First();
        Assert.True(content.Value.TryGetProperty("example", out var example), $"{this} has no example");
        var text = example.ValueKind == JsonValueKind.String ? example.GetString()! : example.GetRawText();
        return new(uin is null ? text : ExampleUin().Replace(text, $"{uin}"), Encoding.UTF8, content.Name);
    }

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\b1000\d\b")]
    private static partial Regex ExampleUin();
}
