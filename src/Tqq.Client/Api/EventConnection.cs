using System.Net.ServerSentEvents;

namespace Tqq.Client;

/// <summary>One open stream of events.</summary>
internal sealed class EventConnection : IAsyncDisposable
{
    // The server says something every 15 s.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(45);

    private readonly HttpResponseMessage _response;
    private readonly SseParser<ApiEvent> _parser;
    private readonly IAsyncEnumerator<SseItem<ApiEvent>> _items;

    private EventConnection(HttpResponseMessage response, Stream stream, TimeProvider time, CancellationToken cancellationToken)
    {
        _response = response;
        _parser = SseParser.Create(new LivingStream(stream, s_longestSilence, time), ApiEvent.Of);
        _items = _parser.EnumerateAsync(cancellationToken).GetAsyncEnumerator(cancellationToken);
    }

    /// <summary>After how long to come again, where the server has said.</summary>
    public TimeSpan? ComeAgain => _parser.ReconnectionInterval is { Ticks: > 0 } said ? said : null;

    /// <exception cref="TqqException">It is refused, or the server is not there.</exception>
    public static async Task<EventConnection> OpenAsync(ApiLink link, string? after, TimeProvider time, CancellationToken cancellationToken)
    {
        var response = await link.OpenAsync("events", "text/event-stream", after, cancellationToken).ConfigureAwait(false);
        return new(response, await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false), time, cancellationToken);
    }

    /// <summary>The next event; null where the stream has ended, however.</summary>
    public async ValueTask<ApiEvent?> NextAsync()
    {
        try
        {
            if (!await _items.MoveNextAsync().ConfigureAwait(false))
                return null;
            var (said, id) = (_items.Current.Data, _parser.LastEventId.Length > 0 ? _parser.LastEventId : null);
            return said is ApiEvent.Ready ready ? ready with { Id = id, At = _response.Headers.Date } : said with { Id = id };
        }
        catch (Exception e) when (e is IOException or HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _items.DisposeAsync().ConfigureAwait(false);
        _response.Dispose();
    }
}

/// <summary>A stream from which something has to come every so often; else reading fails.</summary>
internal sealed class LivingStream(Stream inner, TimeSpan longestSilence, TimeProvider time) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var reading = inner.ReadAsync(buffer, cancellationToken);
        if (reading.IsCompleted)
            return await reading.ConfigureAwait(false);
        try
        {
            return await reading.AsTask().WaitAsync(longestSilence, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException e)
        {
            // What is read after all comes into a buffer that nobody looks at any more.
            await inner.DisposeAsync().ConfigureAwait(false);
            throw new IOException("the stream is silent", e);
        }
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
