using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>What an administrator is told when accounts are made and changed.</summary>
public sealed class NewAccountTests(ProbedServer server)
{
    private static int s_last = 3_000_000;

    private Task<ProgramResult> RunAsync(string[] arguments, string input = "") =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data }, input);

    private static string NextUin() => $"{Interlocked.Increment(ref s_last)}";

    [Theory]
    [InlineData("   ")]
    [InlineData("a\tb")]
    [InlineData("a\u001b[31m")]
    [InlineData("\u3000")]
    [InlineData("\u200B")]
    public async Task A_nick_with_nothing_to_see_or_with_a_tab_or_escape_is_refused(string nick)
    {
        var uin = NextUin();
        var run = await RunAsync(["account", "add", uin, "--nick", nick, "--random-password"]);
        Assert.NotEqual(0, run.ExitCode);
        Assert.Contains("at least one of them visible, and without control characters", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync(["account", "add", uin, "--nick", "Anna", "--random-password"])).ExitCode);
        Assert.NotEqual(0, (await RunAsync(["account", "edit", uin, "--field", $"NK={nick}"])).ExitCode);
    }

    [Fact]
    public async Task A_password_under_8_characters_is_taken_with_a_warning()
    {
        var uin = NextUin();
        var added = await RunAsync(["account", "add", uin, "--nick", "Anna", "--password-stdin"], "seven77\n");
        Assert.Equal((0, "tqq: warning: the password has only 7 characters; 8 or more are hard to guess\n"), (added.ExitCode, added.Error));
        Assert.Equal("", (await RunAsync(["account", "passwd", uin, "--password-stdin"], "eight888\n")).Error);
    }

    [Fact]
    public async Task Help_of_edit_names_no_defaults_because_what_is_not_given_stays()
    {
        var edit = (await RunAsync(["account", "edit", "--help"])).Output;
        Assert.All((string[])["[default: password]", "[default: anywhere]", "[default: false]"], usual =>
            Assert.DoesNotContain(usual, edit, StringComparison.Ordinal));
        Assert.Contains("[default: password]", (await RunAsync(["account", "add", "--help"])).Output.ReplaceLineEndings(" "),
            StringComparison.Ordinal);
    }
}
