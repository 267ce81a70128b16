using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Tests.Storage;
using Tqq.Server.Web.Admin.Auditing;

namespace Tqq.Server.Tests.Web.Admin;

/// <summary>What is written of what administrators do, and of who fails to be one.</summary>
public sealed class AuditTrailTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly MemoryStore _store = new();
    private readonly AuditTrail _trail;

    public AuditTrailTests() =>
        _trail = new(_store, new("", default, [], "", _time), _time, NullLogger<AuditTrail>.Instance);

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private Task FailAsync() => _trail.FailedAsync(IPAddress.Loopback, "session.open", "10001", "refused: wrong password");

    [Fact]
    public async Task A_flood_of_guesses_does_not_fill_the_disk_and_is_counted()
    {
        for (var guess = 0; guess < 1000; guess++)
            await FailAsync();
        Assert.Equal(60, await CountAsync());
        _time.Advance(TimeSpan.FromSeconds(10));
        await FailAsync();
        await FailAsync();
        var last = Assert.Single(await _store.ListAuditAsync(new(), long.MaxValue, 1, TestContext.Current.CancellationToken));
        Assert.Equal((61, "nobody", "before it 940 failed that have no line"), (await CountAsync(), last.Who, last.Detail));
    }

    private async Task<int> CountAsync() =>
        (await _store.ListAuditAsync(new(), long.MaxValue, 10_000, TestContext.Current.CancellationToken)).Length;
}
