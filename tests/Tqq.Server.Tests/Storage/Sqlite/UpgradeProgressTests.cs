using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>What is said while a store of an earlier version is brought up to date.</summary>
public sealed class UpgradeProgressTests : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");

    private string FilePath => Path.Combine(_directory.FullName, "tqq.db");

    public void Dispose() => _directory.Delete(recursive: true);

    public static TheoryData<int> EarlierVersions => [.. OldStore.Versions.Where(version => version < SqliteSchema.Current)];

    // Accounts from 10001 on, each with as many messages, of which the first has been acknowledged.
    private static string Rows(int accounts, int messages) => string.Create(CultureInfo.InvariantCulture, $$"""
        BEGIN;
        WITH RECURSIVE n(at) AS (VALUES (1) UNION ALL SELECT at + 1 FROM n WHERE at < {{accounts}})
        INSERT INTO account SELECT 10000 + at, '{{SmallStore.Hash(new(10_001))}}', '{"NK":"Anna"}', 0, 0, 0, 1, 5, {{messages}}, 1 FROM n;
        WITH RECURSIVE n(at) AS (VALUES (1) UNION ALL SELECT at + 1 FROM n WHERE at < {{messages}})
        INSERT INTO message SELECT uin, at, 9, 10001, 'some thirty bytes, as one writes', at FROM account, n;
        COMMIT;
        """);

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public async Task A_store_of_any_earlier_version_comes_up_with_all_that_it_holds_and_says_how_far_it_is(int version)
    {
        const int Accounts = 1_000;
        await OldStore.MakeAsync(FilePath, version, Rows(Accounts, 3), rowsOf: 1);
        // Whenever it is asked, a pause is over.
        var (said, time) = (new List<UpgradeStep>(), new FakeTimeProvider { AutoAdvanceAmount = UpgradeProgress.Pause });
        await SqliteStore.Open(FilePath, time: time, onStep: said.Add).DisposeAsync();

        var steps = OldStore.Versions.Count(later => later > version) + (version < 3 ? 1 : 0);
        Assert.All(said, step => Assert.Equal(steps, step.Steps));
        Assert.All(said, step => Assert.InRange(step.Step, 1, steps));
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.True(pair.First.Step < pair.Second.Step || pair.First.Rows <= pair.Second.Rows));
        Assert.All(said.Zip(said.Skip(1)), pair => Assert.True(pair.Second.Elapsed - pair.First.Elapsed >= UpgradeProgress.Pause));
        // The step to this version is the last that writes rows of this store.
        Assert.Equal(version < 23, said.Exists(step => step.Rows > 0));

        await using var store = SqliteStore.Open(FilePath);
        foreach (var uin in (uint[])[10_001, 10_000 + Accounts])
            Assert.Equal(("Anna", 2), (await store.LoadAsync(new(uin), TestContext.Current.CancellationToken) is { } account
                ? (account.Account.Profile.Nick, account.Undelivered) : default));
        store.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Empty(store.Damage.Found);
    }

    [Fact]
    public async Task An_upgrade_that_is_over_soon_says_nothing_on_its_way()
    {
        await OldStore.MakeAsync(FilePath, 1, Rows(1_000, 3));
        await SqliteStore.Open(FilePath, time: new FakeTimeProvider(), onStep: step => Assert.Fail($"{step}")).DisposeAsync();
    }

    [Theory, LongRun]
    [InlineData(1)]
    [InlineData(10)]
    public async Task A_store_of_200_000_accounts_and_a_million_messages_comes_up(int version)
    {
        await OldStore.MakeAsync(FilePath, version, Rows(200_000, 5), rowsOf: 1);
        var (size, began) = (new FileInfo(FilePath).Length, Stopwatch.GetTimestamp());
        await using var store = SqliteStore.Open(FilePath, onStep: step => TestContext.Current.SendDiagnosticMessage($"{step}"));
        TestContext.Current.TestOutputHelper!.WriteLine($"{size / 1_000_000} MB: {Stopwatch.GetElapsedTime(began).TotalSeconds:F1} s");
        Assert.Equal(4, (await store.LoadAsync(new(210_000), TestContext.Current.CancellationToken))!.Undelivered);
    }

    [Fact]
    [LongRun]
    public async Task A_copy_of_a_store_of_an_earlier_version_that_no_cache_holds_can_be_restored()
    {
        await OldStore.MakeAsync(FilePath, 6, Rows(20_000, 3), rowsOf: 1);
        var data = Path.Combine(_directory.FullName, "data");
        var restored = StoreRestore.Restore(
            FilePath, data, replace: false, DateTimeOffset.UnixEpoch, TestContext.Current.CancellationToken);
        Assert.Equal(20_000, restored.Facts.Accounts);
    }
}
