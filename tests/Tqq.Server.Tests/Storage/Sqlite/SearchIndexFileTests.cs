using Tqq.Core.Changes;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>Whatever becomes of the file of the index, it is made anew, and no answer is wrong meanwhile.</summary>
public sealed class SearchIndexFileTests : IndexedStore
{
    private const int Page = 4096;

    [Fact]
    public async Task An_index_in_which_a_bit_flips_is_named_and_made_anew_and_no_answer_is_ever_wrong()
    {
        await (await FilledAsync(300)).DisposeAsync();
        await using (var store = SqliteStore.Open(Path))
            await FollowAsync(store);
        var (whole, chance, named) = (await File.ReadAllBytesAsync(IndexPath, Now), new Random(1), 0);
        for (var round = 0; round < 24; round++)
        {
            var (flipped, bit) = (whole.ToArray(), chance.Next(whole.Length * 8));
            // Of each page one, and then anywhere.
            bit = round < whole.Length / Page ? (round * Page * 8) + (bit % (Page * 8)) : bit;
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            foreach (var part in (string[])["-wal", "-shm"])
                File.Delete(IndexPath + part);
            await File.WriteAllBytesAsync(IndexPath, flipped, Now);
            await using var store = SqliteStore.Open(Path);
            var anew = await FollowAsync(store);
            Assert.Equal(299, (await FoundAsync(store, "tea")).Length);
            Assert.Equal(100, (await FoundAsync(store, "茶好", 200)).Length);
            Assert.Equal(300, Assert.Single(await FoundAsync(store, "300")));
            anew ??= await FollowAsync(store);
            named += anew is null ? 0 : 1;
            if (anew is not null)
                Assert.Contains("-search", anew, StringComparison.Ordinal);
            // Whatever it was, it is well again, and the store was never ill.
            Assert.Equal(100, (await FoundAsync(store, "茶好", 200)).Length);
            Assert.Null(await FollowAsync(store));
            Assert.Empty(store.Damage.Found);
            Assert.False(store.Failed.IsCompleted);
        }

        Assert.True(named >= 8, $"{named} of {whole.Length / Page} pages");
    }

    [Theory]
    [InlineData("")]
    [InlineData("this is no index")]
    [InlineData(null)]
    public async Task What_stands_in_its_place_is_replaced(string? content)
    {
        await using (var store = await FilledAsync(200))
            await FollowAsync(store);
        if (content is null)
            File.Delete(IndexPath);
        else
            await File.WriteAllTextAsync(IndexPath, content, Now);
        await using var again = SqliteStore.Open(Path);
        await FollowAsync(again);
        Assert.Equal(199, (await FoundAsync(again, "tea")).Length);
        Assert.Equal(199, Count("SELECT count(*) FROM words_docsize"));
    }

    [Fact]
    public async Task A_backup_holds_no_index_and_a_restored_store_makes_its_own()
    {
        var backup = System.IO.Path.Combine(Folder, "backup");
        await using (var store = await FilledAsync(200))
        {
            await FollowAsync(store);
            StoreBackup.Write(Folder, backup, Now);
            await store.CommitAsync(Anna, [.. Enumerable.Range(300, 100).Select(number => In(number, "later tea"))]);
            await store.CommitAsync(Anna, [new Change.ItemDeleted(2, 500, Noon)]);
            await FollowAsync(store);
        }

        StoreRestore.Restore(backup, Folder, replace: true, Noon, Now);
        await using var restored = SqliteStore.Open(Path);
        await restored.CommitAsync(Anna, [.. Enumerable.Range(300, 100).Select(number => In(number, "coffee"))]);
        await FollowAsync(restored);
        Assert.Equal(100, (await FoundAsync(restored, "coffee")).Length);
        Assert.Equal(199, (await FoundAsync(restored, "tea")).Length);
        Assert.Empty(await FoundAsync(restored, "later"));
    }

    [Fact]
    public async Task An_index_that_cannot_be_written_keeps_nobody_from_sending_or_searching()
    {
        await using var store = await FilledAsync(200);
        Directory.CreateDirectory(IndexPath);
        var error = await Record.ExceptionAsync(() => store.FollowLogsAsync(1000));
        Assert.True(error is IOException or UnauthorizedAccessException, error?.ToString());
        await store.CommitAsync(Anna, [In(400, "new tea")]);
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
        Directory.Delete(IndexPath);
        Assert.Null(await FollowAsync(store));
        Assert.Equal(200, (await FoundAsync(store, "tea")).Length);
    }
}
