using System.CommandLine;
using System.CommandLine.Help;
using Tqq.Cli.Terminal;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>No command may end in an unhandled exception. The commands are those of the tree, so a new one is tried by itself.</summary>
public sealed class EveryCommandTests(ProbedServer server) : IDisposable
{
    // Commands that go on get Ctrl-C when they have said one of these. Nobody waits by the clock; a run that says nothing and
    // goes on for so long is a failure.
    private static readonly string[] s_goesOn = ["Ctrl-C", "this takes about", "* talking to", "\"apple\""];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Commands() => [.. Leaves(Tree(), "").Select(leaf => leaf.Path)];

    private static RootCommand Tree() => Program.Root(new(TextWriter.Null, TextWriter.Null, TextReader.Null));

    private static IEnumerable<(string Path, Command Command)> Leaves(Command command, string path) => command.Subcommands.Count == 0
        ? [(path.Trim(), command)]
        : command.Subcommands.SelectMany(child => Leaves(child, $"{path} {child.Name}"));

    private static Command Find(string path) => Leaves(Tree(), "").Single(leaf => leaf.Path == path).Command;

    private Dictionary<string, string> Environment =>
        new() { ["XDG_CONFIG_HOME"] = _folder, ["XDG_DATA_HOME"] = _folder, ["TQQ_DATA"] = server.Data };

    private async Task<(int ExitCode, string Error, string Output)> RunAsync(IEnumerable<string> arguments, TextWriter? output = null,
        TextWriter? error = null)
    {
        using var end = new CancellationTokenSource();
        await using StringWriter seen = new(), shown = new();
        await using Listener heard = new(output ?? shown, end.Cancel), complained = new(error ?? seen, end.Cancel);
        var exitCode = await new TqqRun { Environment = Environment, Folder = _folder, Input = "apple\n"u8.ToArray(),
            Interrupted = end.Token }
            .RunAsync(arguments, heard, complained).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        return (exitCode, seen.ToString(), shown.ToString());
    }

    private static void IsOrderly((int ExitCode, string Error, string Output) run, string what)
    {
        Assert.True(run.ExitCode is >= ExitCode.Done and <= ExitCode.Refused, $"{what}: {run.ExitCode}");
        Assert.True(run.ExitCode == ExitCode.Done || run.Error.Length + run.Output.Length > 0, $"{what}: nothing is said");
        Assert.All(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line =>
            Assert.StartsWith("tqq: ", line, StringComparison.Ordinal));
        Assert.False(run.Error.Contains("should not have happened", StringComparison.Ordinal), $"{what}: {run.Error}");
        Assert.DoesNotContain("System.", run.Error, StringComparison.Ordinal);
    }

    /// <summary>A command line that the command takes, for two people who are there.</summary>
    private async Task<List<string>> LineAsync(string path)
    {
        var plan = await server.PlanAsync(server.Wire);
        var command = Find(path);
        if (command.Options.Any(option => option.Name == "--profile") && path != "login")
            Assert.Equal(0,
                (await RunAsync(["login", $"{plan.Uin}", "--server", $"{plan.Server}", "--password-stdin", "--replace"])).ExitCode);
        // Each run of it takes one.
        for (var texts = 0; path == "listen" && texts < 8; texts++)
            Assert.Equal(0, (await RunAsync(["send", $"{plan.Uin}", "hi"])).ExitCode);
        List<string> line = [.. path.Split(' ')];
        line.AddRange(command.Arguments.Select(argument => argument.Name switch
        {
            "UIN" => path is "account add" or "admin add" ? $"{plan.Peer + 2_000_000}" : $"{plan.Peer}",
            "FILE" => Path.Combine(_folder, "file"),
            "SHELL" => "bash",
            "STATUS" => "online",
            "ID" => "1",
            _ => "x",
        }));
        foreach (var option in command.Options)
            line.AddRange(option.Name switch
            {
                "--server" => ["--server", $"{plan.Server}"],
                "--listen" or "--web" => [option.Name, "127.0.0.1:0"],
                "--data" when path == "serve" => ["--data", Path.Combine(_folder, "data")],
                "--uin" => ["--uin", $"{plan.Uin}"],
                "--peer" => ["--peer", $"{plan.Peer}"],
                "--nick" => ["--nick", "x"],
                "--name" => ["--name", "x"],
                "--field" => ["--field", "CT=x"],
                "--make-accounts" => ["--make-accounts", "2"],
                "--duration" or "--timeout" => [option.Name, "0.1"],
                "--warm-up" or "--drain" => [option.Name, "0"],
                "--count" => ["--count", "1"],
                "--password-stdin" or "--yes" => [option.Name],
                _ => (string[])[],
            });
        return line;
    }

    private static IEnumerable<string> Without(List<string> line, Option option) =>
        line.Where((word, at) => word != option.Name && (at == 0 || line[at - 1] != option.Name || option.ValueType == typeof(bool)));

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_closed_standard_output_is_an_orderly_end(string path) =>
        IsOrderly(await RunAsync(await LineAsync(path), output: new ClosedWriter()), path);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_closed_standard_error_leaves_the_exit_code(string path)
    {
        using var closed = new ClosedWriter();
        Assert.Equal(ExitCode.Usage, (await RunAsync([.. path.Split(' '), "--nonsense"], error: closed)).ExitCode);
        Assert.True((await RunAsync(await LineAsync(path), error: closed)).ExitCode is >= ExitCode.Done and <= ExitCode.Refused, path);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_value_of_the_wrong_type_is_wrong_usage_for_every_option_and_argument(string path)
    {
        var line = await LineAsync(path);
        var command = Find(path);
        foreach (var option in command.Options.Where(option => option is not (HelpOption or VersionOption)))
            foreach (var value in option.ValueType == typeof(string) ? (string[])["", "x"] : ["x", "1.5", "-1", "", "99999999999999999999"])
            {
                // A second removal of the same friend is held back for half a minute.
                if (path == "remove")
                    line = await LineAsync(path);
                var run = await RunAsync([.. Without(line, option), $"{option.Name}={value}"]);
                IsOrderly(run, $"{path} {option.Name}={value}");
                // x is the name of a server like any other.
                if (value == "x" && option.Name != "--server" && option.ValueType != typeof(string) && option.ValueType != typeof(string[]))
                    Assert.True(run.ExitCode == ExitCode.Usage, $"{path} {option.Name}={value}: {run}");
            }

        for (var at = 0; at < command.Arguments.Count; at++)
        {
            List<string> changed = [.. line];
            changed[path.Split(' ').Length + at] = "1.5x";
            var run = await RunAsync(changed);
            IsOrderly(run, string.Join(' ', changed));
            if (command.Arguments[at].ValueType != typeof(string))
                Assert.Equal(ExitCode.Usage, run.ExitCode);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_missing_folder_or_an_unwritable_place_is_an_orderly_end(string path)
    {
        var line = await LineAsync(path);
        var command = Find(path);
        foreach (var place in (string[])["nodir/x", "/proc/x", "/", "/dev/null/x"])
        {
            foreach (var option in command.Options.Where(option => option.HelpName is { } help
                && (help.Contains("FILE", StringComparison.Ordinal) || help.Contains("DIR", StringComparison.Ordinal))))
                IsOrderly(await RunAsync([.. Without(line, option), $"{option.Name}={place}"]), $"{path} {option.Name}={place}");
            for (var at = 0; at < command.Arguments.Count; at++)
                if (command.Arguments[at].Name == "FILE")
                    IsOrderly(await RunAsync([.. line.Select((word, index) => index == path.Split(' ').Length + at ? place : word)]),
                        $"{path} {place}");
        }
    }

    [Fact]
    public async Task The_aborts_that_were_seen_are_orderly_now()
    {
        Assert.Equal((ExitCode.Usage, "tqq: --count must be 1 or more; see 'tqq listen --help'\n", ""),
            await RunAsync(["listen", "--count", "x"]));
        Assert.Equal(ExitCode.Usage, (await RunAsync(["listen", "--count", "1.5"])).ExitCode);
        Assert.Equal(ExitCode.Failed, (await RunAsync(["backup", "nodir/x"])).ExitCode);
    }

    [Theory]
    [InlineData("tqq: there is no command 'tqq freinds'; did you mean friends? See 'tqq --help'\n", "freinds")]
    [InlineData("tqq: 'tqq friends' has no flag --jsn; did you mean --json? See 'tqq friends --help'\n", "friends", "--jsn")]
    [InlineData(
        "tqq: 'tqq backup' has no flag --dta; a text that begins so goes behind --; did you mean --data? See 'tqq backup --help'\n",
        "backup", "--dta")]
    [InlineData("tqq: there is no command 'tqq account lst'; did you mean list? See 'tqq account --help'\n", "account", "lst")]
    [InlineData("tqq: there is no command 'tqq xyzzy'; see 'tqq --help'\n", "xyzzy")]
    [InlineData("tqq: 'x' is not understood here; see 'tqq friends --help'\n", "friends", "--json=x")]
    [InlineData("tqq: --require-key must be one of true, false, not 'x'; see 'tqq account edit --help'\n",
        "account", "edit", "10001", "--require-key", "x")]
    [InlineData("tqq: --refuse-strangers must be one of true, false, not 'maybe'; see 'tqq account edit --help'\n",
        "account", "edit", "10001", "--refuse-strangers", "maybe")]
    [InlineData("tqq: --from names 192.0.2.1, which is no address of this machine\n", "bench", "--from", "192.0.2.1")]
    [InlineData("tqq: there is no file /nonexist, which --config or TQQ_CONFIG names\n", "serve", "--config", "/nonexist")]
    [InlineData("tqq: /usr, which --config or TQQ_CONFIG names, cannot be read: it is a directory, and a file is needed\n",
        "serve", "--config", "/usr")]
    [InlineData("tqq: 'x' is no number of an account: it must be 10001 to 4294967295; see 'tqq account show --help'\n", "account", "show",
        "x")]
    [InlineData("tqq: --listen needs a value; see 'tqq serve --help'\n", "serve", "--listen", "--web", "127.0.0.1:0")]
    [InlineData("tqq: --nick needs a value; see 'tqq account add --help'\n", "account", "add", "10001", "--nick", "--random-password")]
    [InlineData("tqq: UIN is missing; see 'tqq send --help'\n", "send")]
    [InlineData("tqq: UIN is missing; see 'tqq account add --help'\n", "account", "add")]
    [InlineData("tqq: --lang must be one of en, zh, not 'de'; see 'tqq --help'\n", "--lang", "de", "--help")]
    [InlineData("tqq: 'there' is not understood here: a text of several words stands in quotes; see 'tqq send --help'\n", "send", "10002",
        "hello", "there")]
    [InlineData("tqq: --nick is required; see 'tqq account add --help'\n", "account", "add", "10001")]
    [InlineData("tqq: --who-may-add must be one of anyone, verify, nobody, not 'friends'; see 'tqq account edit --help'\n", "account",
        "edit", "10001", "--who-may-add", "friends")]
    [InlineData("tqq: '饿' must be one of online, busy, invisible, offline; see 'tqq status --help'\n", "status", "饿")]
    public async Task A_wrong_command_line_is_told_in_the_program_s_own_words(string says, params string[] arguments) =>
        Assert.Equal((ExitCode.Usage, says, ""), await RunAsync(arguments));

    [Fact]
    public async Task An_argument_that_begins_with_at_is_a_text_and_never_a_file()
    {
        var line = await LineAsync("send");
        var file = Path.Combine(_folder, "letter");
        await File.WriteAllTextAsync(file, "secret", TestContext.Current.CancellationToken);
        var plan = line[1];
        Assert.Equal((0, "", $"sent to {plan}\n"), await RunAsync(["send", plan, "@bob hi"]));
        Assert.Equal((0, "", $"sent to {plan}\n"), await RunAsync(["send", plan, $"@{file}"]));
        Assert.Equal(0,
            (await RunAsync(["login", plan, "--server", $"http://{server.Wire}/", "--password-stdin", "--profile", "other"])).ExitCode);
        await using var output = new StringWriter();
        await RunAsync(["listen", "--count", "2", "--profile", "other", "--json"], output);
        Assert.Contains("@bob hi", output.ToString(), StringComparison.Ordinal);
        Assert.Contains($"@{file}", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", output.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Hears what a run says, also where it cannot be written, and when the run says that it goes on.</summary>
    private sealed class Listener(TextWriter writer, Action goesOn) : TextWriter
    {
        public override System.Text.Encoding Encoding => writer.Encoding;

        public override void Write(char value) => Write(value.ToString());

        public override void Write(string? value)
        {
            if (s_goesOn.Any(sign => value?.Contains(sign, StringComparison.Ordinal) == true))
                goesOn();
            writer.Write(value);
        }

        public override void WriteLine(string? value) => Write(value + "\n");

        public override void Flush() => writer.Flush();
    }

    /// <summary>What a closed descriptor is to a program.</summary>
    private sealed class ClosedWriter : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("Bad file descriptor");

        public override void Flush() => throw new IOException("Bad file descriptor");
    }
}
