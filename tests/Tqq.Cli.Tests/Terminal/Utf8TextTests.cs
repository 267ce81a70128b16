using System.Text;
using CsCheck;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>Text from outside is UTF-8 or refused with the place of the first bad byte.</summary>
public sealed class Utf8TextTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Gives its bytes a few at a time, as a pipe may.</summary>
    private sealed class Dribble(byte[] bytes, int step) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(step, count));
    }

    private static string ReadAll(byte[] bytes, int step)
    {
        using var reader = new Utf8Reader(new Dribble(bytes, step));
        return reader.ReadToEnd();
    }

    [Fact]
    public void Whatever_is_utf_8_is_read_as_it_is_however_it_comes() => Gen.Select(Gen.String, Gen.Int[1, 7]).Sample((given, step) =>
    {
        var text = string.Concat(given.EnumerateRunes()).TrimStart('\ufeff');
        var bytes = Encoding.UTF8.GetBytes(text);
        return Utf8Text.Decode(bytes, "x") == text && ReadAll(bytes, step) == text && ReadAll([0xEF, 0xBB, 0xBF, .. bytes], step) == text;
    });

    [Theory]
    [InlineData(new byte[] { 0x67, 0x62, 0x6B, 0x20, 0xC4, 0xE3 }, "byte 5 is 0xC4")]
    [InlineData(new byte[] { 0xFF }, "byte 1 is 0xFF")]
    [InlineData(new byte[] { 0x61, 0xE4, 0xBD }, "byte 2 is 0xE4")]
    [InlineData(new byte[] { 0xED, 0xA0, 0x80 }, "byte 1 is 0xED")]
    public void The_first_bad_byte_is_named(byte[] bytes, string place)
    {
        Assert.Contains(place, Assert.Throws<CommandFailedException>(() => Utf8Text.Decode(bytes, "x")).Message, StringComparison.Ordinal);
        Assert.Contains(place, Assert.Throws<CommandFailedException>(() => ReadAll(bytes, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_first_byte_order_mark_is_skipped()
    {
        Assert.Equal("\ufeffa", Utf8Text.Decode("\ufeff\ufeffa"u8, "x"));
        Assert.Equal("\ufeffa", ReadAll([.. "\ufeff\ufeffa"u8], 2));
        Assert.Equal("a\ufeff", Utf8Text.Decode("a\ufeff"u8, "x"));
    }

    [Theory]
    [InlineData("serve", "--config")]
    [InlineData("bench", "--accounts")]
    public async Task A_file_that_is_not_utf_8_is_refused(string command, string option)
    {
        var file = Path.Combine(_folder, "gbk");
        await File.WriteAllBytesAsync(file, [0x67, 0xC4, 0xE3], TestContext.Current.CancellationToken);
        var run = await TqqRun.RunAsync([command, option, file]);
        Assert.Equal((2, $"tqq: {file} is not UTF-8: byte 2 is 0xC4\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_settings_file_may_begin_with_a_byte_order_mark_and_may_not_say_a_thing_twice()
    {
        var file = Path.Combine(_folder, "tqq.json");
        await File.WriteAllTextAsync(file, "\ufeff{ \"penalty\": \"soon\" }", TestContext.Current.CancellationToken);
        Assert.Contains("\"penalty\" in", (await TqqRun.RunAsync(["serve", "--config", file])).Error, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, """{ "penalty": "1s", "history": "1d", "penalty": "2s" }""",
            TestContext.Current.CancellationToken);
        var run = await TqqRun.RunAsync(["serve", "--config", file]);
        Assert.Equal((2, $"tqq: \"penalty\" stands more than once in {file}: keep one\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Standard_input_that_is_not_utf_8_sends_nothing()
    {
        var run = await new TqqRun { Input = [0x67, 0xC4, 0xE3, 0x0A], Environment = new Dictionary<string,
            string> { ["XDG_CONFIG_HOME"] = _folder } }.RunAsync(["login", "10001", "--password-stdin"]);
        Assert.Equal((2, "tqq: standard input is not UTF-8: byte 2 is 0xC4\n"), (run.ExitCode, run.Error));
    }
}
