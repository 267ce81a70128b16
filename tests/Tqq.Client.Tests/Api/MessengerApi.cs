using System.Collections.Concurrent;

namespace Tqq.Client.Tests.Api;

/// <summary>What tests of <see cref="ApiMessenger"/> begin with: an API that says what it is told, and a client that reads.</summary>
internal static class MessengerApi
{
    public static CancellationToken Now => TestContext.Current.CancellationToken;

    public const string At9 = "1-9 2027-01-31T07:00:00.000Z";
    public const string Time = " 2027-01-31T08:00:00.000Z";

    public static readonly DateTimeOffset At8 = new(2027, 1, 31, 8, 0, 0, TimeSpan.Zero);

    public sealed class Kept(string? position = null) : IPositionStore
    {
        public ConcurrentQueue<string> Saved { get; } = [];

        public string? Load() => position;

        public void Save(string position) => Saved.Enqueue(position);
    }

    /// <summary>An API whose streams say one after the other what is given, and that has nothing unread but this.</summary>
    public static StubApi Stub(string conversations = "", Func<string, string>? messages = null, params StubStream[] streams)
    {
        var queue = new Queue<StubStream>(streams);
        return new(request => request.Line switch
        {
            "GET events" => StubApi.Events(queue.Dequeue()),
            var line when line.StartsWith("GET conversations?", StringComparison.Ordinal) =>
                StubApi.Json($$"""{"conversations":[{{conversations}}]}"""),
            var line when line.StartsWith("GET conversations/", StringComparison.Ordinal) =>
                StubApi.Json($$"""{"messages":[{{messages!(line)}}]}"""),
            _ => StubApi.Done(),
        });
    }

    public static string Conversation(uint peer, long last, long? readThrough = null, int unread = 1) =>
        $$"""{"peer":{{peer}},"unread":{{unread}},"last":{{StubStream.Item(last, "x", peer)}}"""
        + (readThrough is null ? "}" : $",\"readThrough\":\"{readThrough}\"}}");

    public static Task<ApiMessenger> SignInAsync(StubApi api, IPositionStore? positions = null)
    {
        var options = api.Options();
        options.Positions = positions;
        return ApiMessenger.SignInAsync(options, Now);
    }

    public static IEnumerable<string> Marks(StubApi api) => api.Asked
        .Where(request => request.Line.EndsWith("/read", StringComparison.Ordinal)).Select(request => $"{request.Line} {request.Body}");

    public static async Task<List<Incoming>> ReadAsync(ApiMessenger client, int count)
    {
        var all = new List<Incoming>();
        await foreach (var item in client.ReadAsync(Now))
        {
            all.Add(item);
            if (all.Count == count)
                break;
        }

        return all;
    }
}
