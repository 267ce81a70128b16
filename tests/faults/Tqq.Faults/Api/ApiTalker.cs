using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Api;

/// <summary>
/// A program at the API: it sends one text after the other, each with a key until it is told that it is sent, and reads a stream of events
/// that is cut now and then.
/// </summary>
/// <param name="web">The root of the web port.</param>
/// <param name="name">What its texts begin with.</param>
/// <param name="seen">What it sees.</param>
internal sealed class ApiTalker(Uri web, string name, Witness seen) : IDisposable
{
    private static readonly TimeSpan s_betweenTries = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient _http = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromSeconds(5) });

    /// <summary>How many texts it has been told are sent.</summary>
    public int Sent { get; private set; }

    /// <summary>How often it has cut its stream.</summary>
    public int Cuts { get; private set; }

    /// <summary>How often it was told to begin anew.</summary>
    public int Resets { get; private set; }

    public async Task SignInAsync(Person person)
    {
        using var answer = await _http.PostAsJsonAsync(At("session"), new { uin = person.Uin, password = person.Password, token = true });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", body.GetProperty("token").GetString());
    }

    /// <summary>Sends until it is to stop.</summary>
    public async Task SendAsync(uint to, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"{name}.{Sent}");
            if (await IsSentAsync(to, text))
                Sent++;
            else
                await Task.Delay(s_betweenTries, CancellationToken.None);
        }
    }

    /// <summary>Reads events until it is to stop; begins again behind the last one whenever the stream has ended.</summary>
    public async Task ReadAsync(Random random, CancellationToken stop)
    {
        var last = "0";
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var left = random.Next(1, 50);
                await foreach (var (kind, id, data) in EventsAsync(last, stop))
                {
                    last = id ?? last;
                    Resets += kind == "reset" ? 1 : 0;
                    if (kind == "message")
                        seen.See(data.GetProperty("text").GetString()!);
                    if (--left == 0)
                        break;
                }

                Cuts += left == 0 ? 1 : 0;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
            {
                await Task.Delay(s_betweenTries, CancellationToken.None);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<bool> IsSentAsync(uint to, string text)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, At($"conversations/{to}/messages"))
            {
                Content = JsonContent.Create(new { text }), Headers = { { "Idempotency-Key", text } },
            };
            using var answer = await _http.SendAsync(request);
            return answer.StatusCode == HttpStatusCode.Created;
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return false;
        }
    }

    private async IAsyncEnumerable<(string Kind, string? Id, JsonElement Data)> EventsAsync(
        string last, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
    {
        using var answer = await _http.GetAsync(At($"events?after={last}"), HttpCompletionOption.ResponseHeadersRead, stop);
        answer.EnsureSuccessStatusCode();
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stop));
        var (kind, id) = ("", (string?)null);
        JsonElement? data = null;
        while (await lines.ReadLineAsync(stop) is { } line)
        {
            switch (line.Split(": ", 2))
            {
                case ["event", var value]: kind = value; break;
                case ["id", var value]: id = value; break;
                case ["data", var value]: data = JsonDocument.Parse(value).RootElement; break;
                case [""] when data is { } whole:
                    yield return (kind, id, whole);
                    (kind, id, data) = ("", null, null);
                    break;
                default: break;
            }
        }
    }

    private Uri At(string path) => new(web, "api/v1/" + path);
}
