using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Threading.Channels;
using Tqq.Client.Tests.Serving;

namespace Tqq.Client.Tests.Api;

/// <summary>A request as the API gets it.</summary>
/// <param name="Line">Method and path, such as `GET conversations?limit=50`.</param>
/// <param name="Body">The body; empty where there is none.</param>
/// <param name="Headers">The headers that matter: `Authorization`, `Idempotency-Key`, `Last-Event-ID`.</param>
internal sealed record ApiRequest(string Line, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>The API without a server: a test says what it answers.</summary>
internal sealed class StubApi : HttpMessageHandler
{
    private readonly Func<ApiRequest, HttpResponseMessage> _answer;

    public StubApi(Func<ApiRequest, HttpResponseMessage> answer) => _answer = answer;

    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<ApiRequest> Asked { get; } = [];

    /// <summary>The lines of what was asked.</summary>
    public IEnumerable<string> Lines => Asked.Select(request => request.Line);

    /// <summary>Options for an account that has a token.</summary>
    public TqqClientOptions Options(TimeProvider? time = null) => new()
    {
        Uin = 10001, Token = "tq_token", Api = new("http://127.0.0.1:8080"), ApiHandler = this,
            // Waits are over at once, but the one for the last words before the client goes.
            TimeProvider = time ?? new HurriedTime(TimeSpan.FromSeconds(40)), SignOutTimeout = TimeSpan.FromMinutes(1),
            Chance = new FixedChance(0),
    };

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Done() => new(HttpStatusCode.NoContent);

    /// <summary>A refusal.</summary>
    public static HttpResponseMessage Problem(int status, string name, string detail = "words", int? retryAfter = null)
    {
        var answer = new HttpResponseMessage((HttpStatusCode)status)
        {
            Content = new StringContent($$"""{"type":"/errors/{{name}}","title":"x","status":{{status}},"detail":"{{detail}}"}""",
                Encoding.UTF8,
                "application/problem+json"),
        };
        if (retryAfter is { } seconds)
            answer.Headers.RetryAfter = new(TimeSpan.FromSeconds(seconds));
        return answer;
    }

    /// <summary>No connection.</summary>
    public static HttpResponseMessage Unreachable() =>
        throw new HttpRequestException(HttpRequestError.ConnectionError, "refused");

    /// <summary>A connection that breaks before an answer has come.</summary>
    public static HttpResponseMessage Broken() => throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut");

    /// <summary>A stream of events: what is written to it.</summary>
    public static HttpResponseMessage Events(StubStream stream) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(stream) { Headers = { ContentType = new("text/event-stream") } } };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value));
        var asked = new ApiRequest($"{request.Method} {request.RequestUri!.PathAndQuery.Replace("/api/v1/", "", StringComparison.Ordinal)}",
            request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken), headers);
        Asked.Enqueue(asked);
        return _answer(asked);
    }
}

/// <summary>What a server writes into an open answer, piece by piece.</summary>
internal sealed class StubStream : Stream
{
    private readonly Channel<byte[]> _pieces = Channel.CreateUnbounded<byte[]>();
    private ReadOnlyMemory<byte> _rest;

    /// <summary>A stream that has said this.</summary>
    public StubStream(params string[] events)
    {
        foreach (var one in events)
            Say(one);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Says that things are so, and can be gone on behind 1-ID.</summary>
    public static string Ready(long id, string presence = "") =>
        Event("ready", $$"""{"uin":10001,"session":"3","status":"online","presence":[{{presence}}],"unread":[]}""", id);

    /// <summary>A message that came in.</summary>
    public static string Message(long number, string text, uint from = 10002, bool sent = false, string name = "message",
        string kind = "message") => Event(name, Item(number, text, from, sent, kind), number);

    /// <summary>An item of the log.</summary>
    public static string Item(long number, string text, uint from = 10002, bool sent = false, string kind = "message") =>
        $$"""{"id":"{{number}}","kind":"{{kind}}","peer":{{from}},"at":"2027-01-31T08:00:00.000Z","sent":{{(sent ? "true" : "false")}},"""
        + $$""" "text":"{{text}}"}""";

    public static string Event(string name, string data, long? id = null) =>
        $"event: {name}\n{(id is null ? "" : $"id: 1-{id}\n")}data: {data}\n\n";

    public StubStream Say(string text)
    {
        _pieces.Writer.TryWrite(Encoding.UTF8.GetBytes(text));
        return this;
    }

    /// <summary>The server ends the answer.</summary>
    public StubStream End()
    {
        _pieces.Writer.TryComplete();
        return this;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_rest.IsEmpty)
        {
            if (!await _pieces.Reader.WaitToReadAsync(cancellationToken))
                return 0;
            _pieces.Reader.TryRead(out var piece);
            _rest = piece;
        }

        var count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
