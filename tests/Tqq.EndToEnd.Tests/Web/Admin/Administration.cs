using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What tests of administrators begin with: each has a server of its own, and reads its audit log.</summary>
public abstract class Administration : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    private protected LocalServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(_directory.At("data"));

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected async Task RestartAsync()
    {
        await Server.DisposeAsync();
        await InitializeAsync();
    }

    private protected async Task<JsonElement> TokenAsync(HttpMethod method, string path, object? body = null)
    {
        using var answer = await Server.AdminAsync(method, path, body);
        return await JsonOf(answer);
    }

    private protected static async Task<JsonElement> JsonOf(HttpResponseMessage answer) =>
        await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) is { Length: > 0 } text
            ? JsonDocument.Parse(text).RootElement : default;

    private protected async Task<string[]> LinesAsync(string filter = "") =>
        [.. (await TokenAsync(HttpMethod.Get, "audit?limit=1000" + filter)).GetProperty("entries").EnumerateArray().Reverse()
            .Select(entry => string.Join(' ', ((string[])["who", "from", "act", "target", "detail", "outcome"]).Select(name =>
                entry.TryGetProperty(name, out var value) ? value.GetString() : "-")))];
}
