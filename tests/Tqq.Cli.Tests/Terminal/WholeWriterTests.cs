using System.Text;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>A process that is killed leaves no half line behind: what a command says at once goes out in one write.</summary>
public sealed class WholeWriterTests : IDisposable
{
    // More than any writer of the runtime keeps.
    private static readonly string LongText = new('字', 20_000);

    private readonly WriteLog _log = new();
    private readonly WholeWriter _writer;
    private readonly TerminalOutput _console;

    public WholeWriterTests()
    {
        _writer = new(_log, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        _console = new(TextWriter.Synchronized(_writer), TextWriter.Null, TextReader.Null) { IsTerminal = false };
    }

    public void Dispose()
    {
        _writer.Dispose();
        _log.Dispose();
    }

    private string OnlyWrite => Assert.Single(_log.Writes);

    [Fact]
    public void A_line_is_one_write_however_long_it_is()
    {
        _console.Line(LongText);
        Assert.Equal(LongText + "\n", OnlyWrite);
    }

    [Fact]
    public void Lines_that_belong_together_are_one_write()
    {
        _console.Lines(["one", "two"]);
        Assert.Equal("one\ntwo\n", OnlyWrite);
    }

    [Fact]
    public void So_is_a_row_and_JSON_of_several_lines()
    {
        _console.Row([LongText, "b"]);
        _console.Json($"{{\n  \"a\": \"{LongText}\"\n}}");
        Assert.Equal([$"{LongText}\tb\n", $"{{\n  \"a\": \"{LongText}\"\n}}\n"], _log.Writes);
    }

    [Fact]
    public void Single_characters_and_parts_of_arrays_come_out_as_they_are()
    {
        _writer.Write('字');
        _writer.Write("abcd".ToCharArray(), 1, 2);
        _writer.WriteLine();
        Assert.Equal("字bc\n", string.Concat(_log.Writes));
    }

    private sealed class WriteLog : MemoryStream
    {
        public List<string> Writes { get; } = [];

        public override void Write(byte[] buffer, int offset, int count) => Writes.Add(Encoding.UTF8.GetString(buffer, offset, count));
    }
}
