using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

public sealed class FileFaultsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string In(string name) => Path.Combine(_folder, name);

    private static string WhyOf(string path, FileUse use, Action attempt) =>
        FileFaults.Why(Assert.ThrowsAny<Exception>(attempt), path, use);

    private static string WhyNotRead(string path) => WhyOf(path, FileUse.Read, () => File.OpenRead(path).Dispose());

    private static string WhyNotWritten(string path) => WhyOf(path, FileUse.Write, () => File.Create(path).Dispose());

    private static string WhyNotMade(string path) => WhyOf(path, FileUse.WriteInto, () => Directory.CreateDirectory(path));

    [Fact]
    public void A_file_that_is_not_there_is_missing_and_so_is_the_directory_that_should_hold_it()
    {
        Assert.Equal("there is no such file", WhyNotRead(In("none")));
        Assert.Equal($"there is no directory {In("none")}", WhyNotRead(In("none/file")));
        Assert.Equal($"there is no directory {In("none")}", WhyNotWritten(In("none/file")));
    }

    [Fact]
    public void A_directory_is_no_file_and_a_file_is_no_directory()
    {
        Assert.Equal("it is a directory, and a file is needed", WhyNotRead(_folder));
        Assert.Equal("it is a directory, and a file is needed", WhyNotWritten(_folder));
        File.WriteAllText(In("file"), "");
        Assert.Equal($"{In("file")} is a file, not a directory", WhyNotRead(In("file/x")));
        Assert.Equal($"{In("file")} is a file, not a directory", WhyNotMade(In("file/x/y")));
    }

    [Fact]
    public void A_name_may_be_too_long() => Assert.Equal("the name is too long", WhyNotWritten(In(new('a', 300))));

    [Fact]
    public void Where_the_system_keeps_its_own_nothing_can_be_created()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /proc");
        Assert.Equal("nothing can be created in /proc", WhyNotMade("/proc/tqq"));
        Assert.Equal("nothing can be created in /proc", WhyNotWritten("/proc/tqq"));
    }

    [Fact]
    public void A_disk_that_is_full_is_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no /dev/full");
        Assert.Equal("there is no room left on the disk",
            WhyOf("/dev/full", FileUse.Write, () => File.WriteAllText("/dev/full", "text")));
    }

    [Fact]
    public void A_file_that_another_has_locked_is_in_use()
    {
        using var locked = new FileStream(In("file"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal("another program is using it", WhyNotRead(In("file")));
    }

    [Theory]
    [InlineData(5, "the disk has failed")]
    [InlineData(24, "too many files are open")]
    [InlineData(30, "the file system is read-only")]
    [InlineData(40, "its links lead in a circle")]
    [InlineData(122, "the user's disk quota is used up")]
    [InlineData(71, "the system says \"Protocol error\"")]
    public void Errors_of_the_system_have_words_and_others_are_shown_as_the_system_s(int error, string words) =>
        Assert.Equal(words, FileFaults.Why(new IOException("Protocol error", error), In("file"), FileUse.Read));

    [Fact]
    public void Who_may_not_is_told_so_and_what_a_program_says_stays_as_it_is()
    {
        Assert.Equal("permission denied", FileFaults.Why(new UnauthorizedAccessException(), In("file"), FileUse.Read));
        Assert.Equal("permission denied", FileFaults.Why(new UnauthorizedAccessException(), _folder, FileUse.WriteInto));
        Assert.Equal("it is half", FileFaults.Why(new IOException("it is half"), In("file"), FileUse.Read));
    }
}
