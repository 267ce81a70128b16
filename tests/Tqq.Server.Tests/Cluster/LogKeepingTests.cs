using Microsoft.Extensions.Time.Testing;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Server.Cluster;
using Tqq.Server.Tests.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>How logs are kept within their bounds.</summary>
public sealed class LogKeepingTests : IAsyncDisposable
{
    private static readonly DateTimeOffset s_noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Uin s_anna = new(10001);
    private static readonly Uin s_bao = new(10002);

    private readonly FakeTimeProvider _time = new(s_noon);
    private readonly MemoryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private async Task<LogKeeping> KeepingAsync(ClusterOptions options)
    {
        foreach (var uin in (Uin[])[s_anna, s_bao])
        {
            await _store.CommitAsync(uin,
                [new Change.AccountCreated(new(uin, Profile.Named("n"), AccountSettings.Default, true, s_noon), "hash")]);
            await _store.CommitAsync(uin, [.. Enumerable.Range(1, 4).Select(Sent),
                new Change.MessageAppended(new(5, MessageKind.Text, s_bao, "waits", s_noon), IntoLog: true)]);
        }

        return new(_store, null!, options);
    }

    private static Change Sent(int number) => new Change.SentAppended(number, s_bao, "sent", s_noon.AddDays(number));

    private Task SweepAsync(LogKeeping keeping) =>
        keeping.SweepAsync(new(_time.GetElapsedTime(0), _time.GetUtcNow()), TestContext.Current.CancellationToken);

    private async Task<string> NumbersAsync(Uin uin) =>
        string.Join(' ', (await _store.ReadPageAsync(uin, null, long.MaxValue, 100, TestContext.Current.CancellationToken)).Select(item =>
            item.Number));

    [Fact]
    public async Task By_default_all_is_kept_for_ever()
    {
        var keeping = await KeepingAsync(new());
        _time.Advance(TimeSpan.FromDays(3650));
        await SweepAsync(keeping);
        Assert.Equal(("5 4 3 2 1", "5 4 3 2 1"), (await NumbersAsync(s_anna), await NumbersAsync(s_bao)));
    }

    [Fact]
    public async Task What_is_older_than_the_history_goes_but_nothing_that_waits()
    {
        var keeping = await KeepingAsync(new() { DeviceHistory = TimeSpan.FromDays(10), History = TimeSpan.Zero });
        _time.Advance(TimeSpan.FromDays(12.5));
        await SweepAsync(keeping);
        Assert.Equal(("5 4 3", "5 4 3"), (await NumbersAsync(s_anna), await NumbersAsync(s_bao)));
        _time.Advance(TimeSpan.FromDays(30));
        await SweepAsync(keeping);
        Assert.Equal("5", await NumbersAsync(s_anna));
    }

    [Fact]
    public async Task What_is_beyond_the_quota_goes_the_oldest_first()
    {
        var keeping = await KeepingAsync(new() { LogQuota = 330 });
        await SweepAsync(keeping);
        Assert.Equal(("5 4 3", "5 4 3"), (await NumbersAsync(s_anna), await NumbersAsync(s_bao)));
    }
}
