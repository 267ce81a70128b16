using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Backups;
using Tqq.Server.Tests.Storage.Sqlite.Flips;

namespace Tqq.Server.Tests.Storage.Sqlite.Backups;

/// <summary>What is said of a backup that is damaged, or none: one line, in words that are not SQLite's.</summary>
public sealed class BackupDamageTests : IAsyncLifetime
{
    private const int PageSize = 4096;

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private byte[] _whole = [];

    private string Backup => Path.Combine(_directory.FullName, "backup");

    private string Fresh => Path.Combine(_directory.FullName, "fresh");

    public async ValueTask InitializeAsync()
    {
        var data = _directory.CreateSubdirectory("data").FullName;
        (await SmallStore.MakeAsync(isKilled: true)).PutInto(data);
        StoreBackup.Write(data, Backup, default);
        _whole = File.ReadAllBytes(Backup);
    }

    public ValueTask DisposeAsync()
    {
        _directory.Delete(recursive: true);
        return default;
    }

    private string Refusal(byte[] bytes)
    {
        File.WriteAllBytes(Backup, bytes);
        var said = Assert.Throws<StoreUnusableException>(() =>
            StoreRestore.Restore(Backup, Fresh, replace: false, DateTimeOffset.UnixEpoch, default)).Message;
        Assert.False(Directory.Exists(Fresh));
        Assert.DoesNotMatch(@"SQLite|\*\*\*|Tree|btree|error code|--data|\n", said);
        return said;
    }

    private string RefusalWith(int at, byte value)
    {
        var changed = _whole.ToArray();
        changed[at] = value;
        return Refusal(changed);
    }

    [Fact]
    public void A_page_that_is_damaged_is_named_wherever_it_stands()
    {
        for (var page = 1; page <= _whole.Length / PageSize; page++)
            Assert.StartsWith($"{Backup}: page {page} is damaged", RefusalWith((page * PageSize) - 20, 0x5A), StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_zeros_is_damage_too()
    {
        var changed = _whole.ToArray();
        changed.AsSpan(PageSize, PageSize).Clear();
        Assert.StartsWith($"{Backup}: page 2 is damaged", Refusal(changed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(100)]
    [InlineData(PageSize)]
    [InlineData(PageSize * 5)]
    public void A_file_that_was_cut_is_of_no_use_also_where_a_single_byte_is_missing(int missing) =>
        Assert.EndsWith(": it is of no use as a backup", Refusal(_whole[..^missing]), StringComparison.Ordinal);

    [Theory]
    [InlineData(20, "the header is damaged: it is of no use as a backup")]
    [InlineData(68, "is no backup of tqq: give a file that 'tqq backup' made")]
    public void A_header_that_is_damaged_or_another_s_is_said_to_be_so(int at, string said) =>
        Assert.Contains(said, RefusalWith(at, 0x42), StringComparison.Ordinal);

    [Fact]
    public void One_of_a_newer_program_says_which_versions_this_one_knows() => Assert.Equal(
        $"{Backup} was written by a newer tqq (format {0x42000000 | SqliteSchema.Current}; this program knows up to "
        + $"{SqliteSchema.Current}): use that program", RefusalWith(60, 0x42));
}
