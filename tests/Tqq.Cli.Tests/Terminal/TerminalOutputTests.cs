using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>What pipes and terminals get.</summary>
public sealed class TerminalOutputTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
    }

    private TerminalOutput Console(bool isTerminal) => new(_output, _error, TextReader.Null) { IsTerminal = isTerminal };

    [Fact]
    public void A_pipe_gets_plain_lines_with_tabs_and_no_heading()
    {
        Console(isTerminal: false).Table(["UIN", "NICK"], [["10001", "Anna"], ["10002", "Ba\to\u001b[31m"]]);
        Assert.Equal("10001\tAnna\n10002\tBa?o?[31m\n", _output.ToString());
    }

    [Fact]
    public void A_terminal_gets_a_table_with_a_heading()
    {
        Console(isTerminal: true).Table(["UIN"], [["10001"]]);
        Assert.Contains("UIN", _output.ToString(), StringComparison.Ordinal);
        Assert.Contains("│ 10001 │", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_whose_cells_do_not_explain_themselves_keeps_its_heading_in_a_pipe()
    {
        Console(isTerminal: false).Table(["operation", "done"], [["poll", "5"]], keepsHeading: true);
        Assert.Equal("operation\tdone\npoll\t5\n", _output.ToString());
    }

    [Theory]
    [InlineData("y", true)]
    [InlineData("YES", true)]
    [InlineData(" 是 ", true)]
    [InlineData("n", false)]
    [InlineData("否", false)]
    [InlineData("", false)]
    [InlineData("maybe", null)]
    public void Yes_and_no_are_understood_in_both_languages_and_nothing_means_no(string answer, bool? isYes) =>
        Assert.Equal(isYes, TerminalOutput.IsYes(answer));

    [Fact]
    public void An_error_is_one_line()
    {
        Assert.Equal(ExitCode.Refused, Console(isTerminal: false).Fail(ExitCode.Refused, "no\nway"));
        Assert.Equal("tqq: no way\n", _error.ToString());
    }
}
