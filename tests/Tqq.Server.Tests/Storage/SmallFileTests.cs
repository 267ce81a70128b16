using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>Certificates, keys and tokens: files that a person names, perhaps by mistake.</summary>
public sealed class SmallFileTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void One_is_read_as_text_without_its_byte_order_mark()
    {
        File.WriteAllBytes(_file, [0xEF, 0xBB, 0xBF, .. "令牌\n"u8]);
        Assert.Equal("令牌\n", SmallFile.ReadText(_file));
    }

    [Fact]
    public void One_that_is_too_long_or_has_no_end_is_refused_with_the_reason()
    {
        File.WriteAllBytes(_file, new byte[SmallFile.Longest]);
        Assert.Equal(SmallFile.Longest, SmallFile.ReadText(_file).Length);
        File.WriteAllBytes(_file, new byte[SmallFile.Longest + 1]);
        Refused(_file);
        if (OperatingSystem.IsLinux())
            Refused("/dev/zero");

        static void Refused(string path)
        {
            var refusal = Assert.Throws<IOException>(() => SmallFile.ReadText(path));
            Assert.Equal("it is longer than the 1048576 bytes that a file of this kind may have",
                FileFaults.Why(refusal, path, FileUse.Read));
        }
    }
}
