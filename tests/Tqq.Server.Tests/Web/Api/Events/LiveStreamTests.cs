using System.IO.Pipelines;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Web.Api.Events;

namespace Tqq.Server.Tests.Web.Api.Events;

public sealed class LiveStreamTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 10, resumeWriterThreshold: 5));
    private readonly CancellationTokenSource _gone = new();
    private readonly LiveStream _stream;
    private int _aborted;

    public LiveStreamTests() => _stream = new(_pipe.Writer, () => _aborted++, _time, _gone.Token, CancellationToken.None);

    public void Dispose()
    {
        _stream.Dispose();
        _gone.Dispose();
    }

    private async Task<bool> WriteAsync(int length)
    {
        _stream.Output.GetSpan(length)[..length].Fill((byte)'x');
        _stream.Output.Advance(length);
        return await _stream.FlushAsync();
    }

    [Fact]
    public async Task What_comes_while_nobody_waits_is_heard_once_and_what_comes_then_wakes_who_waits()
    {
        _stream.Raise();
        _stream.Raise();
        Assert.Equal(Woken.News, await _stream.NextAsync());
        var next = _stream.NextAsync();
        Assert.False(next.IsCompleted);
        _stream.Raise();
        Assert.Equal(Woken.News, await next);
        Assert.False(_stream.NextAsync().IsCompleted);
    }

    [Fact]
    public async Task Every_fifteen_seconds_it_is_time_to_say_that_the_connection_lives()
    {
        var next = _stream.NextAsync();
        _time.Advance(TimeSpan.FromSeconds(14));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Woken.Tick, await next);
        Assert.Equal(0, _aborted);
    }

    [Fact]
    public async Task The_end_stays_whoever_has_heard_of_it()
    {
        await _gone.CancelAsync();
        Assert.Equal(Woken.End, await _stream.NextAsync());
        _stream.Raise();
        Assert.Equal(Woken.End | Woken.News, await _stream.NextAsync());
    }

    [Fact]
    public async Task A_client_that_takes_nothing_is_let_go_and_one_that_takes_it_slowly_is_not()
    {
        Assert.True(await WriteAsync(5));
        var slow = WriteAsync(20);
        Assert.False(slow.IsCompleted);
        _time.Advance(LiveStream.Interval);
        Assert.Equal(0, _aborted);
        var read = await _pipe.Reader.ReadAsync(TestContext.Current.CancellationToken);
        _pipe.Reader.AdvanceTo(read.Buffer.End);
        Assert.True(await slow);

        var stuck = WriteAsync(20);
        _time.Advance(2 * LiveStream.Interval);
        Assert.Equal(1, _aborted);
        await _pipe.Reader.CompleteAsync();
        Assert.False(await stuck);
    }
}
