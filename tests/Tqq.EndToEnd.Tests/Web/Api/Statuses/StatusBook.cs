using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>Which statuses each operation has answered, and which ones its description knows; of refusals their types, too.</summary>
internal sealed partial class StatusBook(ApiDocument document)
{
    private readonly HashSet<string> _produced = [];

    /// <summary>All operations.</summary>
    public IReadOnlyList<ApiOperation> Operations { get; } = [.. document.Operations];

    /// <summary>What is described and was never answered.</summary>
    public IEnumerable<string> NeverProduced => Operations.SelectMany(Described).Except(_produced).Order();

    /// <summary>What was answered and is not described.</summary>
    public IEnumerable<string> NeverDescribed => _produced.Except(Operations.SelectMany(Described)).Order();

    /// <summary>The operation of a method and a path as the document writes it, behind /api/v1/.</summary>
    public ApiOperation Of(string method, string path) => Operations.Single(operation =>
        operation.Method.Method == method && operation.Path == "/api/v1/" + path);

    /// <summary>The kinds of refusals that an operation describes.</summary>
    public static IEnumerable<string> TypesOf(ApiOperation operation) => Described(operation).Select(line => line.Split(' ')).Where(line =>
        line.Length == 4).Select(line => line[3]);

    /// <summary>Calls an operation and notes what it answers.</summary>
    public async Task<HttpStatusCode> TryAsync(
        ApiClient client, ApiOperation operation, string path, object? body = null, params (string Name, string Value)[] headers)
    {
        using var answer = await client.CallAsync(operation.Method, path, body, headers);
        var type = "";
        if ((int)answer.StatusCode >= 400)
        {
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            type = " " + JsonDocument.Parse(text).RootElement.GetProperty("type").GetString();
        }

        lock (_produced)
            _produced.Add(string.Create(CultureInfo.InvariantCulture, $"{operation} {(int)answer.StatusCode}{type}"));
        return answer.StatusCode;
    }

    private static IEnumerable<string> Described(ApiOperation operation) =>
        from answer in operation.Description.GetProperty("responses").EnumerateObject()
        from type in answer.Name[0] == '2' ? [""] : Type().Matches(answer.Value.GetProperty("description").GetString()!).Select(match =>
            " " + match.Groups[1].Value)
        select $"{operation} {answer.Name}{type}";

    [GeneratedRegex("(/errors/[a-z-]+):")]
    private static partial Regex Type();
}
