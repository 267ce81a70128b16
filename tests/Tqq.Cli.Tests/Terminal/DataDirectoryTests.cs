using Tqq.Cli.Terminal;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>The current folder does not decide where the data is, unless data is there.</summary>
public sealed class DataDirectoryTests(ProbedServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> NamedAsync(params (string Name, string Value)[] variables)
    {
        var run = await TqqRun.RunAsync(["account", "list"], variables.ToDictionary(one => one.Name, one => one.Value),
            workingDirectory: _folder);
        Assert.Equal(ExitCode.NoServer, run.ExitCode);
        return run.Error;
    }

    [Fact]
    public async Task Without_any_data_the_user_s_data_folder_is_taken_and_named()
    {
        Assert.StartsWith("tqq: no server runs on /xdg/tqq: ", await NamedAsync(("XDG_DATA_HOME", "/xdg")), StringComparison.Ordinal);
        Assert.StartsWith("tqq: no server runs on /home/anna/.local/share/tqq: ", await NamedAsync(("HOME", "/home/anna")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_in_the_current_folder_wins_over_the_user_s_folder_and_the_variable_over_both()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "tqq-data"));
        Assert.StartsWith($"tqq: no server runs on {_folder}/tqq-data: ", await NamedAsync(("XDG_DATA_HOME", "/xdg")),
            StringComparison.Ordinal);
        Assert.StartsWith("tqq: no server runs on /elsewhere: ", await NamedAsync(("XDG_DATA_HOME", "/xdg"), ("TQQ_DATA", "/elsewhere")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_or_is_a_file_is_said_to_be_so_and_one_with_a_blank_is_quoted()
    {
        var blank = Path.Combine(_folder, "my data");
        Assert.Equal($"tqq: no server runs on {blank}: there is no directory; start one with 'tqq serve --data \"{blank}\"',"
            + " or name its data directory with --data\n", await NamedAsync(("TQQ_DATA", blank)));
        await File.WriteAllTextAsync(blank, "", TestContext.Current.CancellationToken);
        Assert.Equal($"tqq: {blank} is a file: name the server's data directory with --data\n", await NamedAsync(("TQQ_DATA", blank)));
    }

    [Fact]
    public async Task A_person_who_names_no_directory_is_told_which_one_was_taken_and_a_script_is_not()
    {
        string[] list = ["account", "list", "--lang", "en"];
        Assert.Contains($"tqq: data directory: {server.Data}", await SeenAsync(list), StringComparison.Ordinal);
        Assert.DoesNotContain("data directory", await SeenAsync([.. list, "--data", server.Data]), StringComparison.Ordinal);
        Assert.DoesNotContain("data directory", await SeenAsync([.. list, "--json"]), StringComparison.Ordinal);
        Assert.Contains("data directory", await SeenAsync("backup", Path.Combine(_folder, "backup"), "--lang", "en"),
            StringComparison.Ordinal);
        var piped = await TqqRun.RunAsync(list, new Dictionary<string, string> { ["TQQ_DATA"] = server.Data });
        Assert.Equal((0, ""), (piped.ExitCode, piped.Error));

        async Task<string> SeenAsync(params string[] arguments)
        {
            await using StringWriter output = new(), error = new();
            var console = new TerminalOutput(output, error, TextReader.Null) { IsTerminal = false, CanAsk = true, ShowsProgress = true };
            Assert.Equal(0, await Task.Run(() =>
                Cli.Program.RunAsync(arguments, console,
                new(new Dictionary<string, string> { ["TQQ_DATA"] = server.Data }, _folder, OwnsProcess: false, CancellationToken.None))));
            return error.ToString();
        }
    }
}
