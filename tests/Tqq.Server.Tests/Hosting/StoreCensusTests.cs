using System.Collections.Immutable;
using System.Threading.Channels;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Server.Hosting;
using Tqq.Server.Metrics;
using Tqq.Server.Storage;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Hosting;

/// <summary>What an administrator is shown of how many accounts there are.</summary>
public sealed class StoreCensusTests : IAsyncDisposable, IStoreCounts
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStore _store = new();
    private readonly FigureList _figures = new();
    private readonly Channel<DateTimeOffset> _counted = Channel.CreateUnbounded<DateTimeOffset>();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public DateTimeOffset? ReadThrough => null;

    public Task<StoreCounts> CountAllAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        _counted.Writer.TryWrite(_time.GetUtcNow());
        return Task.FromResult(new StoreCounts(0, 0, ImmutableDictionary<int, long>.Empty));
    }

    public ValueTask DisposeAsync()
    {
        _figures.Dispose();
        return _store.DisposeAsync();
    }

    [Fact]
    public async Task New_accounts_are_counted_anew_ten_seconds_after_there_is_another_account_and_else_each_ten_minutes()
    {
        using var census = new StoreCensus(_store, this, _figures, _time, NullLogger<StoreCensus>.Instance);
        await census.StartAsync(Now);
        var begun = await _counted.Reader.ReadAsync(Now);
        await _store.CommitAsync(new(10001), [new Change.AccountCreated(
            new(new(10001), Profile.Named("Anna"), AccountSettings.Default, true, _time.GetUtcNow()), "hash")]);
        Assert.Equal(TimeSpan.FromSeconds(10), await NextAsync() - begun);
        Assert.Equal(1, _figures.Value("tqq_accounts"));
        Assert.Equal(TimeSpan.FromMinutes(10), await NextAsync() - begun);
        await census.StopAsync(Now);
    }

    // Time passes no faster than its turns are taken.
    private async Task<DateTimeOffset> NextAsync()
    {
        var next = _counted.Reader.ReadAsync(Now).AsTask();
        while (!next.IsCompleted)
        {
            var asked = _store.Counted;
            _time.Advance(TimeSpan.FromSeconds(10));
            while (_store.Counted == asked)
                await Task.Yield();
        }

        return await next;
    }
}
