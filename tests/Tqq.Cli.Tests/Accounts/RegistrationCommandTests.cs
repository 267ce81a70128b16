using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>`tqq registration` shows and chooses who may make an account.</summary>
public sealed class RegistrationCommandTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task It_says_the_default_a_choice_and_who_made_it()
    {
        await using var server = await StartAsync();
        Assert.Equal("closed, the default\n", (await RunAsync()).Output);
        Assert.StartsWith("invite, chosen by token at 20", (await RunAsync("invite")).Output, StringComparison.Ordinal);
        Assert.StartsWith("invite，由 token 于 20", (await RunAsync("--lang", "zh")).Output, StringComparison.Ordinal);
        Assert.StartsWith("""{"registration":"invite","chosenBy":"token","chosen":""", (await RunAsync("--json")).Output.Replace(" ", "",
            StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_where_the_server_was_told_and_changes_nothing_then()
    {
        await using var server = await StartAsync(("registration", "open"));
        Assert.Equal("open, set by --registration\n", (await RunAsync()).Output);
        var refused = await RunAsync("closed");
        Assert.Equal((4, "tqq: registration is set by --registration: it is changed there\n"), (refused.ExitCode, refused.Error));
    }

    [Fact]
    public async Task Another_word_is_wrong_usage()
    {
        var run = await RunAsync("everybody");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("everybody", run.Error, StringComparison.Ordinal);
    }

    private Task<ProgramResult> RunAsync(params string[] arguments) =>
        TqqRun.RunAsync(["registration", "--data", _data, .. arguments]);

    private Task<TqqServer> StartAsync(params (string Name, string Value)[] flags) => TqqServer.StartAsync(
        SettingReader.Read(flags.Append(("data", _data)).Append(("listen", "127.0.0.1:0")).Append(("web", "127.0.0.1:0"))
            .ToDictionary(flag => flag.Item1, flag => flag.Item2), new Dictionary<string, string>(), null, _ => { }),
        TimeProvider.System, _ => { }, TestContext.Current.CancellationToken);
}
