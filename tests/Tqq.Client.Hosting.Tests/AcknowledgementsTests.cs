using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Hosting.Tests;

/// <summary>What is handled is told to the server before anything else begins.</summary>
public sealed class AcknowledgementsTests : IDisposable
{
    // What may go at once.
    private const int Burst = 50;

    private readonly FakeTimeProvider _time = new();
    private readonly FakeLogger _log = new();
    private readonly ScriptedClient _client = new(10001, [], []) { HasUnacknowledged = true };
    private readonly Acknowledgements _acknowledgements;

    public AcknowledgementsTests() => _acknowledgements = new(10001, areAwaited: true, _time, _log);

    public void Dispose() => _acknowledgements.Dispose();

    private void Knows() => _client.HasUnacknowledged = false;

    private Task KnowsAsync()
    {
        Knows();
        return Task.CompletedTask;
    }

    private async Task TellAsync(Acknowledgements acknowledgements, int times)
    {
        for (var at = 0; at < times; at++)
        {
            _client.HasUnacknowledged = true;
            await acknowledgements.TellAsync(_client, CancellationToken.None);
        }
    }

    [Fact]
    public async Task An_item_begins_when_the_server_knows_of_those_before_it()
    {
        var reply = new TaskCompletionSource();
        _client.Acknowledges = () => reply.Task;
        var beginning = _acknowledgements.AwaitAsync(_client, CancellationToken.None);
        Assert.False(beginning.IsCompleted);
        Knows();
        reply.SetResult();
        Assert.True(await beginning);
    }

    [Fact]
    public async Task Where_the_server_knows_already_or_cannot_be_told_nothing_is_asked()
    {
        Knows();
        Assert.True(await _acknowledgements.AwaitAsync(_client, CancellationToken.None));
        await _acknowledgements.TellAsync(_client, CancellationToken.None);
        Assert.Equal(0, _client.Acknowledgements);
    }

    [Fact]
    public async Task One_request_tells_of_all_that_were_settled_by_then()
    {
        var reply = new TaskCompletionSource();
        _client.Acknowledges = () => reply.Task;
        Task[] telling = [.. Enumerable.Range(0, 3).Select(_ => _acknowledgements.TellAsync(_client, CancellationToken.None))];
        Knows();
        reply.SetResult();
        await Task.WhenAll(telling);
        Assert.Equal(1, _client.Acknowledgements);
    }

    [Fact]
    public async Task After_50_at_once_10_a_second_go_and_the_items_wait_for_them()
    {
        _client.Acknowledges = KnowsAsync;
        await TellAsync(_acknowledgements, Burst);
        var next = TellAsync(_acknowledgements, 1);
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        await next;
        Assert.Equal(Burst + 1, _client.Acknowledgements);
    }

    [Fact]
    public async Task A_server_that_cannot_be_told_is_told_again_and_nothing_begins_meanwhile()
    {
        _client.Acknowledges = () => throw new ServerUnreachableException(new("127.0.0.1"), "cannot be reached", null);
        var beginning = _acknowledgements.AwaitAsync(_client, CancellationToken.None);
        Assert.False(beginning.IsCompleted);
        Assert.Equal("the server of 10001 cannot be told what is handled, so nothing else begins; it is told again in 00:00:01",
            _log.LatestRecord.Message);
        _client.Acknowledges = KnowsAsync;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await beginning);
        Assert.Equal(LogLevel.Warning, _log.LatestRecord.Level);
    }

    [Fact]
    public async Task Nothing_begins_where_another_login_took_the_session_or_the_client_is_gone_or_the_time_is_up()
    {
        _client.Acknowledges = () => throw new LoggedInElsewhereException(10001, null);
        Assert.False(await _acknowledgements.AwaitAsync(_client, CancellationToken.None));
        _client.Acknowledges = () => throw new ObjectDisposedException("client");
        Assert.False(await _acknowledgements.AwaitAsync(_client, CancellationToken.None));
        Assert.False(await _acknowledgements.AwaitAsync(_client, new CancellationToken(true)));
    }

    [Fact]
    public async Task A_bot_that_prefers_speed_waits_for_nothing_and_beyond_its_pace_the_next_poll_tells()
    {
        using var fast = new Acknowledgements(10001, areAwaited: false, _time, _log);
        await TellAsync(fast, Burst + 10);
        Assert.Equal(Burst, _client.Acknowledgements);
    }
}
