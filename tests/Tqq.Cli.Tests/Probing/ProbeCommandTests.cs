using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Probing;

/// <summary>What `tqq probe` says before and instead of a report.</summary>
public sealed class ProbeCommandTests(ProbedServer server)
{
    [Fact]
    public async Task A_wrong_password_is_said_at_once_and_not_after_all_cases_that_need_none()
    {
        var plan = await server.PlanAsync(server.Wire);
        var result = await TqqRun.RunAsync(
            ["probe", "--server", $"{server.Wire}", "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password-stdin"],
                new Dictionary<string, string> { ["LANG"] = "C" }, "wrong\n");
        Assert.Equal((4, $"tqq: {plan.Uin} could not log in (wrong password, 密码错误): check --uin and --password; else "
            + "the account may be disabled, need an app password, or be closed to this address\n", ""),
            (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_peer_that_does_not_exist_is_said_at_once()
    {
        var plan = await server.PlanAsync(server.Wire);
        var result = await TqqRun.RunAsync(
            ["probe", "--server", $"{server.Wire}", "--uin", $"{plan.Uin}", "--peer", "4000000001", "--password", plan.Password],
                new Dictionary<string, string> { ["LANG"] = "C" });
        Assert.Equal((4, "tqq: there is no account 4000000001 on this server: check --peer\n", ""),
            (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_probe_announces_how_long_it_will_take()
    {
        var plan = await server.PlanAsync(server.Wire);
        using var end = new CancellationTokenSource();
        await using var error = new FirstLine(end.Cancel);
        await new TqqRun { Environment = new Dictionary<string, string> { ["LANG"] = "C" }, Interrupted = end.Token }.RunAsync(
            ["probe", "--server", $"{server.Wire}", "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password", plan.Password],
                TextWriter.Null, error);
        Assert.StartsWith("tqq: this takes about 2.2 minutes with a server that holds penalised replies back", error.Text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_goes_away_during_a_probe_is_not_called_a_wrong_password()
    {
        await using var going = new BrokenServer(server.Wire, []);
        var (plan, address) = (await server.PlanAsync(going.EndPoint), $"{going.EndPoint}");
        var gone = Task.CompletedTask;
        await using var error = new FirstLine(() => gone = going.DisposeAsync().AsTask());
        var exit = await new TqqRun { Environment = new Dictionary<string, string> { ["LANG"] = "C" } }.RunAsync(
            ["probe", "--server", address, "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password", plan.Password],
                TextWriter.Null, error);
        await gone;
        Assert.Equal((3, $"tqq: http://{address}/ stopped answering during the probe, so the rest could not be tested: "
            + "start the server, and probe it again"), (exit, error.Last));
    }

    /// <summary>Calls after the first line.</summary>
    private sealed class FirstLine(Action then) : TextWriter
    {
        public string? Text { get; private set; }

        public string? Last { get; private set; }

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            Last = value;
            if (Text is not null)
                return;
            Text = value;
            then();
        }
    }
}
