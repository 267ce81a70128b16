using System.Diagnostics;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>What the shell is offered.</summary>
public sealed class CompletionTests
{
    private static async Task<string[]> AskAsync(params string[] words) =>
        (await TqqRun.RunAsync([Completions.Request, .. words], new Dictionary<string,
            string> { ["XDG_CONFIG_HOME"] = "/nowhere" })).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task Commands_and_flags_come_with_descriptions_and_without_the_help_flags_of_other_systems()
    {
        Assert.Equal(["friends\tList all friends."], await AskAsync("fr"));
        var flags = await AskAsync("friends", "-");
        Assert.Contains("--json\tAnswer in JSON.", flags);
        Assert.DoesNotContain(flags, flag =>
            flag.StartsWith("/?", StringComparison.Ordinal) || flag.StartsWith("-?", StringComparison.Ordinal));
        Assert.DoesNotContain(await AskAsync(""), command => command.StartsWith("/?", StringComparison.Ordinal));
        Assert.Equal(["add", "list", "remove"],
            (await AskAsync("account", "app-password", "")).Select(line => line.Split('\t')[0]).Order());
    }

    [Theory]
    [InlineData("online invisible busy offline", "status", "")]
    [InlineData("invisible", "status", "inv")]
    [InlineData("anyone verify nobody", "account", "edit", "10001", "--who-may-add", "")]
    [InlineData("by-number everyone nobody", "account", "edit", "10001", "--who-may-find", "")]
    [InlineData("password app-password off", "account", "add", "--wire-login", "")]
    [InlineData("none tencent-2006", "serve", "--quirks", "")]
    [InlineData("trace debug information warning error critical none", "serve", "--log-level", "")]
    [InlineData("en zh", "friends", "--lang", "")]
    [InlineData("friends online :files", "broadcast", "hi", "--to", "")]
    [InlineData(":files", "backup", "")]
    [InlineData(":files", "serve", "--data", "")]
    [InlineData("keep-alive per-request", "bench", "--connections", "")]
    public async Task Values_and_files_are_offered_where_they_may_stand(string offered, params string[] words) =>
        Assert.Equal(offered.Split(' ').Order(), (await AskAsync(words)).Order());

    [Theory]
    [InlineData("bash", "bash", "-n")]
    [InlineData("zsh", "zsh", "-n")]
    public async Task The_script_is_one_that_the_shell_can_read(string shell, string program, string check)
    {
        if (!File.Exists($"/usr/bin/{program}") && !File.Exists($"/bin/{program}"))
            Assert.Skip($"{program} is not installed");
        var script = (await TqqRun.RunAsync(["completion", shell])).Output;
        using var process =
            Process.Start(new ProcessStartInfo(program, [check]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(script);
        process.StandardInput.Close();
        Assert.Equal("", await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Bare_tqq_help_and_version_say_what_they_say_as_flags()
    {
        Assert.Contains("[command]", (await TqqRun.RunAsync([])).Output, StringComparison.Ordinal);
        Assert.Equal((await TqqRun.RunAsync(["account", "add", "--help"])).Output,
            (await TqqRun.RunAsync(["help", "account", "add"])).Output);
        Assert.Equal((await TqqRun.RunAsync(["--version"])).Output, (await TqqRun.RunAsync(["version"])).Output);
        Assert.Equal((await TqqRun.RunAsync(["account", "--help"])).Output, (await TqqRun.RunAsync(["account"])).Output);
    }
}
