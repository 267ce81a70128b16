using System.Runtime.Versioning;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage;

/// <summary>A data directory that was there before, and that other users of the machine may look into.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class DataDirectoryTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Everybody = Owner | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private const UnixFileMode OwnersDirectory = Owner | UnixFileMode.UserExecute;

    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-").FullName;
    private readonly List<string> _warnings = [];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private string At(string name) => Path.Combine(_directory, name);

    private void Open() => DataDirectory.Open(_directory, _warnings.Add).Dispose();

    [Fact]
    public void The_servers_own_files_that_others_may_read_are_narrowed_and_no_other_file_is()
    {
        string[] own = ["tqq.db", "tqq.db-wal", "tqq.db-shm", "tqq.db.new", "tqq.db.replaced-20260101T000000Z", "lock"];
        foreach (var name in own.Append("notes.txt"))
        {
            File.WriteAllText(At(name), "");
            File.SetUnixFileMode(At(name), Everybody);
        }

        Open();
        Assert.All(own, name => Assert.Equal(Owner, File.GetUnixFileMode(At(name))));
        Assert.Equal(Everybody, File.GetUnixFileMode(At("notes.txt")));
        Assert.Empty(_warnings);
    }

    [Fact]
    public async Task Files_that_are_made_are_the_owners_alone()
    {
        Open();
        await using (SqliteStore.Open(At("tqq.db")))
            Assert.All(Directory.GetFiles(_directory), file => Assert.Equal(Owner, File.GetUnixFileMode(file)));
        Assert.Contains(At("tqq.db"), Directory.GetFiles(_directory));
    }

    [Theory]
    [InlineData(UnixFileMode.OtherWrite, "0702")]
    [InlineData(UnixFileMode.GroupWrite | UnixFileMode.GroupRead | UnixFileMode.GroupExecute, "0770")]
    public void A_directory_that_others_may_write_is_refused_untouched_with_the_command_that_mends_it(UnixFileMode others, string mode)
    {
        File.SetUnixFileMode(_directory, OwnersDirectory | others);
        var refusal = Assert.Throws<StoreUnusableException>(Open).Message;
        Assert.Contains($"(mode {mode})", refusal, StringComparison.Ordinal);
        Assert.Contains($"chmod 700 '{_directory}'", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal);
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    [Fact]
    public void A_directory_that_others_may_look_into_is_warned_of_with_the_command_that_mends_it_and_left_as_it_is()
    {
        var open = OwnersDirectory | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_directory, open);
        Open();
        Assert.Contains($"(mode 0705); they cannot read the server's files; chmod 700 '{_directory}'", Assert.Single(_warnings),
            StringComparison.Ordinal);
        Assert.Equal(open, File.GetUnixFileMode(_directory));
    }

    [Theory]
    [InlineData("open/data", true)]
    [InlineData("open/between/data", true)]
    [InlineData("link", true)]
    [InlineData("way/data", true)]
    [InlineData("sticky/data", false)]
    [InlineData("closed/data", false)]
    public void A_directory_on_the_way_in_which_everybody_may_rename_what_is_there_is_warned_of_with_the_command_that_closes_it(string data,
        bool isOpen)
    {
        var everybody = OwnersDirectory | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var (name, mode) in new[] { ("closed", OwnersDirectory), ("sticky", everybody | UnixFileMode.StickyBit),
            ("open", everybody) })
        {
            Directory.CreateDirectory(At(name));
            File.SetUnixFileMode(At(name), mode);
        }

        foreach (var name in new[] { "open/between", "open/linked" })
        {
            Directory.CreateDirectory(At(name));
            File.SetUnixFileMode(At(name), OwnersDirectory);
        }

        Directory.CreateSymbolicLink(At("link"), At("open/linked"));
        Directory.CreateSymbolicLink(At("way"), "open/between");
        DataDirectory.Open(At(data), _warnings.Add).Dispose();
        if (isOpen)
            Assert.Contains($"every user of this machine may write to {At("open")} (mode 0707)", Assert.Single(_warnings),
                StringComparison.Ordinal);
        else
            Assert.Empty(_warnings);
    }

    [Fact]
    public void One_that_was_made_and_cannot_be_used_is_not_left_behind()
    {
        // The directory has the longest path that Linux takes, so that there is none for a file in it.
        const int longest = 4095;
        if (!OperatingSystem.IsLinux())
            Assert.Skip("other systems have other limits");
        var above = _directory;
        while (above.Length < longest - 210)
            above = Path.Combine(above, new string('d', 200));
        Directory.CreateDirectory(above);
        var data = Path.Combine(above, new string('x', longest - above.Length - 3));

        var refusal = Assert.Throws<StoreUnusableException>(() => DataDirectory.Open(data, _warnings.Add).Dispose());
        Assert.EndsWith("cannot be written: the name is too long", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(above));
    }
}
