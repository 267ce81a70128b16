using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>The current folder does not decide where the data is, unless data is there.</summary>
public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<string> NamedAsync(params (string Name, string Value)[] variables)
    {
        var run = await TqqRun.RunAsync(["account", "list"], variables.ToDictionary(one => one.Name, one => one.Value), workingDirectory: _folder);
        Assert.Equal(ExitCode.NoServer, run.ExitCode);
        return run.Error;
    }

    [Fact]
    public async Task Without_any_data_the_user_s_data_folder_is_taken_and_named()
    {
        Assert.StartsWith("tqq: no server runs on /xdg/tqq: ", await NamedAsync(("XDG_DATA_HOME", "/xdg")), StringComparison.Ordinal);
        Assert.StartsWith("tqq: no server runs on /home/anna/.local/share/tqq: ", await NamedAsync(("HOME", "/home/anna")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Data_in_the_current_folder_wins_over_the_user_s_folder_and_the_variable_over_both()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "tqq-data"));
        Assert.StartsWith($"tqq: no server runs on {_folder}/tqq-data: ", await NamedAsync(("XDG_DATA_HOME", "/xdg")), StringComparison.Ordinal);
        Assert.StartsWith("tqq: no server runs on /elsewhere: ", await NamedAsync(("XDG_DATA_HOME", "/xdg"), ("TQQ_DATA", "/elsewhere")), StringComparison.Ordinal);
    }
}
