using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;

namespace Tqq.Server.Tests.Push;

/// <summary>A push service without a network: keeps what is sent, and answers what it is told to.</summary>
internal sealed class StubPushService(TimeProvider time) : HttpMessageHandler
{
    private readonly Channel<Sent> _sent = Channel.CreateUnbounded<Sent>();
    private readonly Queue<HttpResponseMessage> _answers = new();
    private readonly ConcurrentDictionary<string, Task<HttpResponseMessage>> _answersAt = new();

    /// <summary>What comes next is answered so; after all of them, 201.</summary>
    public void Answer(HttpStatusCode status, RetryConditionHeaderValue? retryAfter = null)
    {
        var answer = new HttpResponseMessage(status);
        answer.Headers.RetryAfter = retryAfter;
        _answers.Enqueue(answer);
    }

    /// <summary>What comes next to a host is answered so, once the task has ended.</summary>
    public void AnswerAt(string host, Task<HttpResponseMessage> answer) => _answersAt[host] = answer;

    /// <summary>What comes next.</summary>
    public ValueTask<Sent> NextAsync() => _sent.Reader.ReadAsync(TestContext.Current.CancellationToken);

    /// <summary>Whether something has come that nobody has taken.</summary>
    public bool HasMore => _sent.Reader.TryPeek(out _);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _sent.Writer.TryWrite(new(request.RequestUri!, request.Headers.Authorization!.ToString(),
            request.Headers.GetValues("TTL").Single(), [.. request.Content!.Headers.ContentEncoding],
            await request.Content.ReadAsByteArrayAsync(cancellationToken), time.GetUtcNow()));
        if (_answersAt.TryRemove(request.RequestUri!.Host, out var answerHere))
            return await answerHere.WaitAsync(cancellationToken);
        return _answers.TryDequeue(out var answer) ? answer : new(HttpStatusCode.Created);
    }

    internal sealed record Sent(Uri Address, string Authorization, string TimeToLive, string[] Encoding, byte[] Body, DateTimeOffset At);
}
