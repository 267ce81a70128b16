using Tqq.Core.Changes;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>Numbers that nobody who registers is given.</summary>
public sealed class ReservedRangeTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly SqliteStore _store;

    public ReservedRangeTests() => _store = SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Every_number_of_a_range_is_reserved_and_its_neighbours_are_not()
    {
        Assert.Null(await _store.AddReservedRangeAsync(Range(20_000, 20_999)));
        Assert.Null(await _store.AddReservedRangeAsync(Range(30_000, 30_000)));
        foreach (var (uin, isReserved) in ((uint, bool)[])[(19_999, false), (20_000, true), (20_999, true), (21_000, false), (30_000, true),
            (30_001, false)])
            Assert.Equal(isReserved, await _store.IsReservedAsync(new(uin), Cancelled));
        Assert.Equal([Range(20_000, 20_999), Range(30_000, 30_000)], await _store.ListReservedRangesAsync(new(0), 10, Cancelled));
        Assert.Equal([Range(30_000, 30_000)], await _store.ListReservedRangesAsync(new(20_000), 1, Cancelled));
        Assert.True(await _store.RemoveReservedRangeAsync(new(20_000)));
        Assert.False(await _store.RemoveReservedRangeAsync(new(20_000)));
        Assert.False(await _store.IsReservedAsync(new(20_500), Cancelled));
    }

    [Theory]
    [InlineData(20_000, 20_999)]
    [InlineData(10_001, 4_294_967_295)]
    [InlineData(20_999, 21_000)]
    [InlineData(19_000, 20_000)]
    [InlineData(20_500, 20_500)]
    public async Task A_range_that_shares_a_number_with_another_is_not_reserved_and_the_other_is_named(uint first, uint last)
    {
        await _store.AddReservedRangeAsync(Range(20_000, 20_999));
        Assert.Equal(Range(20_000, 20_999), await _store.AddReservedRangeAsync(Range(first, last)));
        Assert.Single(await _store.ListReservedRangesAsync(new(0), 10, Cancelled));
    }

    [Fact]
    public async Task Numbers_of_deleted_accounts_are_listed_and_may_be_given_free()
    {
        foreach (var uin in (uint[])[10_001, 10_002, 10_003])
            await _store.CommitAsync(new(uin),
                [new Change.AccountCreated(new(new(uin), Profile.Named("n"), AccountSettings.Default, true, Noon), "hash")]);
        await _store.CommitAsync(new(10_001), [new Change.AccountDeleted()]);
        await _store.CommitAsync(new(10_003), [new Change.AccountDeleted()]);
        Assert.Equal([new(10_001), new(10_003)], await _store.ListDeletedNumbersAsync(new(0), 10, Cancelled));
        Assert.True(await _store.FreeDeletedNumberAsync(new(10_001)));
        Assert.False(await _store.FreeDeletedNumberAsync(new(10_001)));
        Assert.Equal([new(10_003)], await _store.ListDeletedNumbersAsync(new(10_001), 10, Cancelled));
    }

    private static ReservedRange Range(uint first, uint last) => new(new(first), new(last), "staff", "10001", Noon);
}
