using System.Net;
using System.Text.Json;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>An event as a client reads it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Id">Its id, or null.</param>
/// <param name="Data">Its data.</param>
public sealed record ServerEvent(string Name, string? Id, JsonElement Data);

/// <summary>Reads server-sent events of one stream.</summary>
public sealed class EventReader : IAsyncDisposable
{
    private readonly HttpResponseMessage _answer;
    private readonly StreamReader _lines;

    private EventReader(HttpResponseMessage answer, StreamReader lines) => (_answer, _lines) = (answer, lines);

    /// <summary>The answer that it reads.</summary>
    public HttpResponseMessage Answer => _answer;

    /// <summary>The id of the last event that had one.</summary>
    public string? LastId { get; private set; }

    /// <summary>Opens a stream, and reads no event yet.</summary>
    public static async Task<EventReader> OpenAsync(ApiClient client, string path = "events", string? lastEventId = null)
    {
        var answer = await client.CallAsync(HttpMethod.Get, path, headers: lastEventId is null ? [] : [("Last-Event-ID", lastEventId)]);
        Assert.True(answer.StatusCode == HttpStatusCode.OK,
            $"{path}: {(int)answer.StatusCode} {(answer.StatusCode == HttpStatusCode.OK ? "" : await answer.Content.ReadAsStringAsync())}");
        return new(answer, new(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken)));
    }

    /// <summary>Opens a stream and reads what it begins with.</summary>
    public static async Task<EventReader> OpenReadyAsync(ApiClient client, string? lastEventId = null)
    {
        var events = await OpenAsync(client, lastEventId: lastEventId);
        Assert.Equal("ready", (await events.NextAsync())?.Name);
        return events;
    }

    /// <summary>The next event; null where the stream has ended.</summary>
    public async Task<ServerEvent?> NextAsync()
    {
        var (name, id, data) = ("", (string?)null, (string?)null);
        while (await _lines.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["event", var value]: name = value; break;
                case ["id", var value]: LastId = id = value; break;
                case ["data", var value]: data = value; break;
                case [""] when data is not null: return new(name, id, JsonDocument.Parse(data).RootElement);
                default: break;
            }
        }

        return null;
    }

    /// <summary>The next event of this name; others are passed over.</summary>
    public async Task<JsonElement> NextAsync(string name)
    {
        while (await NextAsync() is { } next)
            if (next.Name == name)
                return next.Data;
        throw new EndOfStreamException($"the stream has ended without {name}");
    }

    /// <summary>The next line as it stands; null where the stream has ended.</summary>
    public async Task<string?> LineAsync() => await _lines.ReadLineAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        _answer.Dispose();
        _lines.Dispose();
        return ValueTask.CompletedTask;
    }
}
