using System.Globalization;
using System.Text.Json;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>What an administrator says and is told of what an account keeps.</summary>
public sealed class KeptSentTests(ProbedServer server)
{
    private static int s_last = 3_100_000;

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data });

    private async Task<string> AddAsync()
    {
        var uin = Interlocked.Increment(ref s_last).ToString(CultureInfo.InvariantCulture);
        Assert.Equal(0, (await RunAsync("account", "add", uin, "--nick", "Anna", "--random-password")).ExitCode);
        return uin;
    }

    private async Task<JsonElement> ShowAsync(string uin) => JsonElement.Parse((await RunAsync("account", "show", uin, "--json")).Output);

    // The name of a row and what it says, without the space between the columns.
    private static string? Row(ProgramResult run, string name) =>
        run.Output.Split('\n').FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    [Fact]
    public async Task An_account_keeps_what_it_sends_as_the_server_says_until_it_says_so_itself()
    {
        var uin = await AddAsync();
        Assert.Equal("default (not kept)", Row(await RunAsync("account", "show", uin), "keeps sent"));
        foreach (var said in (string[])["true", "false", "default"])
        {
            var edited = await RunAsync("account", "edit", uin, "--keep-sent", said);
            Assert.Equal((0, "", said == "default" ? "default (not kept)" : said),
                (edited.ExitCode, edited.Error, Row(edited, "keeps sent")));
            Assert.Equal(said == "true", edited.Output.Contains($"{uin} keeps a log from the next text", StringComparison.Ordinal));
            Assert.Equal(said, (await ShowAsync(uin)).GetProperty("keepsSent").GetString());
        }
    }

    [Theory]
    [InlineData("en", "maybe")]
    [InlineData("zh", "maybe")]
    [InlineData("en", "TRUE")]
    [InlineData("en", "")]
    public async Task Another_word_for_keep_sent_is_one_line_and_changes_nothing(string language, string said)
    {
        var uin = await AddAsync();
        Assert.Equal(0, (await RunAsync("account", "edit", uin, "--keep-sent", "true")).ExitCode);
        var refused = await RunAsync("account", "edit", uin, "--keep-sent", said, "--lang", language);
        Assert.Equal((2, ""), (refused.ExitCode, refused.Output));
        Assert.Contains("--keep-sent", Assert.Single(refused.ErrorLines), StringComparison.Ordinal);
        Assert.Equal("true", (await ShowAsync(uin)).GetProperty("keepsSent").GetString());
    }

    [Fact]
    public async Task An_account_without_a_log_shows_how_long_its_history_is_kept_and_no_size()
    {
        var uin = await AddAsync();
        var shown = await RunAsync("account", "show", uin);
        Assert.Equal(("30d", null), (Row(shown, "history"), Row(shown, "log")));
        var json = await ShowAsync(uin);
        Assert.Equal("30d", json.GetProperty("history").GetString());
        Assert.False(json.TryGetProperty("log", out var log) && log.ValueKind != JsonValueKind.Null);
    }

    [Fact]
    public async Task A_chinese_reader_at_a_terminal_reads_the_same_in_chinese()
    {
        var uin = await AddAsync();
        var shown = await new TqqRun { Environment = new Dictionary<string, string> { ["TQQ_DATA"] = server.Data },
            IsTerminal = true }.RunAsync(["account", "show", uin, "--lang", "zh"]);
        Assert.Equal(0, shown.ExitCode);
        Assert.Contains("保留已发", shown.Output, StringComparison.Ordinal);
        Assert.Contains("保留时间", shown.Output, StringComparison.Ordinal);
    }
}
