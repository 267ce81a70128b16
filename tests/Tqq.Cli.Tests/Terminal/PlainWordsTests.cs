using Tqq.Cli.Terminal;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>What a user reads when something is wrong: it names what was typed, and nothing that was not.</summary>
public sealed class PlainWordsTests(ProbedServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _folder, ["TQQ_DATA"] = server.Data }, "apple\n");

    [Fact]
    public async Task Backup_into_no_folder_names_the_folder_and_not_the_draft()
    {
        var run = await RunAsync("backup", "/nodir/x");
        Assert.Equal((1, "tqq: the backup cannot be written: there is no directory /nodir\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task Restore_of_no_file_says_so_before_it_looks_at_the_store()
    {
        var run = await RunAsync("restore", "/nodir/x");
        Assert.Equal((1, "tqq: there is no file /nodir/x\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task A_host_name_that_does_not_resolve_is_said_to_be_unknown()
    {
        var run = await RunAsync("login", "10001", "--password-stdin", "--server", "no-such-host.invalid");
        Assert.Equal((3,
            "tqq: the name no-such-host.invalid is not known here, so there is no address to connect to: name another server with 'tqq login UIN --server ADDRESS'\n"), (run.ExitCode, run.Error));
        run = await RunAsync("probe", "--uin", "10001", "--peer", "10002", "--password", "x", "--server", "no-such-host.invalid");
        Assert.Equal((3,
            "tqq: the name no-such-host.invalid is not known here, so there is no address to connect to: name another server with --server\n"), (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task What_account_edit_is_refused_names_the_flag()
    {
        var uin = $"{(await server.PlanAsync(server.Wire)).Uin}";
        Assert.StartsWith("tqq: --allow-from is 'nonsense', but must be",
            (await RunAsync("account", "edit", uin, "--allow-from", "nonsense")).Error, StringComparison.Ordinal);
        Assert.StartsWith("tqq: --field XX is no field that can be set", (await RunAsync("account", "edit", uin, "--field", "XX=")).Error,
            StringComparison.Ordinal);
        Assert.StartsWith("tqq: --field AG must be", (await RunAsync("account", "edit", uin, "--field", "AG=x")).Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_field_lists_its_keys() =>
        Assert.Contains("KEY must be one of AD AG BT CO", (await RunAsync("account", "edit", "--help")).Output.ReplaceLineEndings(" "),
            StringComparison.Ordinal);

    [Fact]
    public async Task A_login_that_probe_is_refused_is_translated_as_login_does()
    {
        var plan = await server.PlanAsync(server.Wire);
        var run = await RunAsync("probe", "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password", "wrong", "--server",
            $"{plan.Server}");
        Assert.Equal((4, $"tqq: {plan.Uin} could not log in (wrong password, 密码错误): check --uin and --password; else "
            + "the account may be disabled, need an app password, or be closed to this address\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public async Task One_character_is_no_characters() =>
        Assert.Contains("has only 1 character;", (await TqqRun.RunAsync(
            ["account", "passwd", $"{(await server.PlanAsync(server.Wire)).Uin}", "--password-stdin"], new Dictionary<string,
                string> { ["TQQ_DATA"] = server.Data }, "x\n")).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "\nsex\tfemale\n")]
    [InlineData("zh", "\nsex\tfemale\n")]
    public async Task Info_in_a_pipe_is_the_same_in_both_languages(string language, string sex)
    {
        var plan = await server.PlanAsync(server.Wire);
        await RunAsync("account", "edit", $"{plan.Uin}", "--field", "SX=1");
        Assert.Equal(0, (await RunAsync("login", $"{plan.Uin}", "--server", $"{plan.Server}", "--password-stdin")).ExitCode);
        Assert.Contains(sex, (await RunAsync("info", $"{plan.Uin}", "--lang", language)).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_Chinese_a_space_stands_before_a_Latin_word()
    {
        var run = await RunAsync("serve", "--help", "--lang", "zh");
        Assert.Contains("可为 none", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("可为none", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_pipe_is_a_quiet_end()
    {
        // So that there is an account to list.
        await server.PlanAsync(server.Wire);
        await using var error = new StringWriter();
        Assert.Equal(ExitCode.Failed, await new TqqRun().RunAsync(["--help"], new LeftPipe(), error));
        Assert.Equal(ExitCode.Failed, await new TqqRun { Environment = new Dictionary<string,
            string> { ["TQQ_DATA"] = server.Data } }.RunAsync(["account", "list"], new LeftPipe(), error));
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public async Task A_failure_stands_on_a_line_of_its_own_and_not_behind_a_count()
    {
        await using StringWriter output = new(), error = new() { NewLine = "\n" };
        var console = new TerminalOutput(output, error, TextReader.Null);
        console.Overwrite("21/88");
        console.Fail(1, "cut off");
        Assert.EndsWith("21/88\r\u001b[Ktqq: cut off\n", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A pipe whose reader has gone.</summary>
    private sealed class LeftPipe : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Broken pipe", 32);
    }
}
