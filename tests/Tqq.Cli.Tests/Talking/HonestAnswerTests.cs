using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Talking;

/// <summary>Nothing is claimed that is not so.</summary>
public sealed class HonestAnswerTests(ProbedServer server) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tqq-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<ProgramResult> RunAsync(string[] arguments, string input = "") =>
        TqqRun.RunAsync(arguments, new Dictionary<string, string> { ["XDG_CONFIG_HOME"] = _folder, ["TQQ_DATA"] = server.Data }, input);

    private async Task<(string Uin, string Peer)> LoginAsync()
    {
        var plan = await server.PlanAsync(server.Wire);
        foreach (var uin in (uint[])[plan.Uin, plan.Peer])
            Assert.Equal(0,
                (await RunAsync(["login", $"{uin}", "--server", $"{plan.Server}", "--password-stdin", "--profile", $"{uin}"],
                "apple\n")).ExitCode);
        return ($"{plan.Uin}", $"{plan.Peer}");
    }

    [Fact]
    public async Task Refuse_of_one_who_never_asked_is_not_done()
    {
        var (uin, peer) = await LoginAsync();
        var run = await RunAsync(["refuse", peer, "--profile", uin]);
        Assert.Equal((4, "", $"tqq: {peer} has not asked, as far as is known here; 'tqq requests --profile {uin}' shows who has\n"),
            (run.ExitCode, run.Output, run.Error));
        Assert.Equal(0, (await RunAsync(["add", uin, "--profile", peer])).ExitCode);
        run = await RunAsync(["refuse", peer, "--profile", uin]);
        Assert.Equal((0, $"{peer} is refused\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public async Task Info_of_an_empty_profile_says_neither_male_nor_0()
    {
        var (uin, peer) = await LoginAsync();
        Assert.Equal($"UIN\t{peer}\nnick\tHackfan 好\n", (await RunAsync(["info", peer, "--profile", uin])).Output);
        Assert.Equal(0, (await RunAsync(["account", "edit", peer, "--field", "AG=19"])).ExitCode);
        Assert.Equal($"UIN\t{peer}\nnick\tHackfan 好\nage\t19\n", (await RunAsync(["info", peer, "--profile", uin])).Output);
    }

    [Fact]
    public async Task Info_shows_an_introduction_of_several_lines_in_one()
    {
        var (uin, peer) = await LoginAsync();
        Assert.Equal(0, (await RunAsync(["account", "edit", peer, "--field", "PR=one\ntwo\r\nthree"])).ExitCode);
        var run = await RunAsync(["info", peer, "--profile", uin]);
        Assert.Contains("introduction\tone two three\n", run.Output, StringComparison.Ordinal);
    }
}
