using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>Sends made-up requests and says of which answers the document knows nothing.</summary>
/// <param name="server">The server; without limits of rates.</param>
internal sealed partial class FuzzRun(TestServer server)
{
    private const int RequestsOfCast = 250;
    private const int Enough = 20;

    private readonly List<string> _faults = [];
    private readonly ConcurrentDictionary<string, int> _done = new();

    /// <summary>How often each operation did what it is for.</summary>
    public IReadOnlyDictionary<string, int> Done => _done;

    /// <summary>Sends so many, several at once.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="atOnce">How many at once.</param>
    /// <param name="seed">With the same one the same requests are made up.</param>
    /// <returns>What was wrong.</returns>
    public async Task<IReadOnlyList<string>> RunAsync(int requests, int atOnce, int seed)
    {
        var document = await ApiDocument.ReadAsync(server);
        await Task.WhenAll(Enumerable.Range(0, atOnce).Select(worker =>
            Task.Run(() => WorkAsync(document, requests / atOnce, new Random(seed + worker)))));
        return _faults;
    }

    private async Task WorkAsync(ApiDocument document, int requests, Random chance)
    {
        var (maker, rules) = (new FuzzedRequests(document, chance), new FuzzRules(document));
        FuzzCast? cast = null;
        KeptConnection? connection = null;
        for (var number = 0; number < requests && _faults.Count < Enough; number++)
        {
            if (cast is null || number % RequestsOfCast == 0)
            {
                cast = await FuzzCast.MakeAsync(server);
                connection?.Dispose();
                // Failed attempts to sign in count by address.
                connection = new(new(IPAddress.Loopback, server.Web.Port), cast.Owner.From);
            }

            var request = maker.Next(cast);
            var answer = await connection!.AskAsync(request);
            if (request.Operation is { } operation && answer is { Status: < 300 })
                _done.AddOrUpdate(operation.ToString(), 1, (_, count) => count + 1);
            if (rules.FaultOf(request, answer) is not { } fault)
                continue;
            lock (_faults)
                _faults.Add($"{fault}\n{request}\n");
        }

        connection?.Dispose();
    }
}

/// <summary>What an answer has to be.</summary>
internal sealed partial class FuzzRules(ApiDocument document)
{
    // The first two are of what is no operation.
    private readonly HashSet<string> _types = ["/errors/no-such-method", "/errors/missing", .. document.Operations.SelectMany(operation =>
        operation.Description.GetProperty("responses").EnumerateObject()).SelectMany(answer => TypesOf(answer.Value))];

    /// <summary>What is wrong with an answer; null where nothing is.</summary>
    public string? FaultOf(FuzzedRequest request, RawAnswer? answer)
    {
        if (answer is null)
            return request.IsHttp ? "the server hung up" : null;
        var (status, operation) = (answer.Status, request.Operation);
        var said =
            $"{operation}: {status} {answer.Type} {Encoding.UTF8.GetString(answer.Body.AsSpan(0, Math.Min(300, answer.Body.Length)))}";
        if (status >= 500)
            return said;
        if (!request.IsHttp && (answer.Body.Length == 0 || status == 400))
            return null;
        JsonElement described = default;
        if (operation is not null && !operation.Description.GetProperty("responses").TryGetProperty($"{status}", out described))
            return $"{said}: no such status is described";
        if (status < 400)
            return operation is null || answer.Body.Length == 0 || described.GetProperty("content").TryGetProperty(answer.Type, out _)
                ? null : $"{said}: no such type is described";
        if (!request.Target.StartsWith("/api/v1/", StringComparison.Ordinal) || request.Method == "HEAD")
            return null;
        return answer.Type != "application/problem+json" ? $"{said}: no problem+json" : FaultOfProblem(answer, described) is { } fault
            ? $"{said}: {fault}" : null;
    }

    private string? FaultOfProblem(RawAnswer answer, JsonElement described)
    {
        var problem = JsonDocument.Parse(answer.Body).RootElement;
        var (type, detail) = (problem.GetProperty("type").GetString()!, problem.GetProperty("detail").GetString()!);
        if (described.ValueKind == JsonValueKind.Undefined ? !_types.Contains(type) : !TypesOf(described).Contains(type))
            return "no such error is described";
        if (problem.GetProperty("status").GetInt32() != answer.Status)
            return "another status in the body";
        if (type == "/errors/too-fast" && !answer.Headers.ContainsKey("retry-after"))
            return "no Retry-After";
        return Inner().IsMatch(detail) ? "the detail tells of the program's inside" : null;
    }

    private static IEnumerable<string> TypesOf(JsonElement described) =>
        Type().Matches(described.GetProperty("description").GetString()!).Select(match => match.Groups[1].Value);

    [GeneratedRegex("(/errors/[a-z-]+):")]
    private static partial Regex Type();

    [GeneratedRegex(@"System\.|Tqq\.|Exception|Parameter '|\n")]
    private static partial Regex Inner();
}
