using Tqq.Cli.Probing;
using Tqq.Cli.Probing.Judging;
using Tqq.Core.Profiles;

namespace Tqq.Cli.Tests.Probing;

/// <summary>The whole probe, against a server that is right and servers that are broken in many ways.</summary>
public sealed class ProbeTests(ProbedServer server)
{
    private async Task<IReadOnlyList<Finding>> ProbeAsync(params Fault[] faults)
    {
        await using var broken = new BrokenServer(server.Wire, faults);
        var prober = new Prober(await server.PlanAsync(broken.EndPoint), _ => { }, TestContext.Current.CancellationToken);
        Assert.Null(await WholeProbe.BeginAsync(prober));
        await WholeProbe.RunAsync(prober);
        return prober.Findings;
    }

    [Fact]
    public async Task A_server_that_is_right_differs_nowhere() =>
        Assert.Empty((await ProbeAsync()).Where(finding => finding.Verdict is Verdict.Differs or Verdict.AllowedDifference).Select(finding => $"§{finding.Section} {finding.Case}: {finding.VerdictInWords}"));

    [Fact]
    public async Task Every_planted_fault_is_found_and_nothing_else()
    {
        var found = (await ProbeAsync(PlantedFaults.All)).Where(finding => finding.Verdict == Verdict.Differs).Select(finding => $"§{finding.Section} {finding.Case}");
        Assert.Equal(PlantedFaults.All.SelectMany(fault => fault.Cases.Select(one => $"§{fault.Section} {one}")).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.True(PlantedFaults.All.Length >= 20);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_is_said_to()
    {
        var findings = await ProbeAsync(Fault.InBody("RES=0 is RES=20 everywhere", "5.1", [], "CMD=Login", "RES=0.*", "RES=3"));
        Assert.Equal("everything after login", findings[^1].Case);
        Assert.Equal(Verdict.NotTested, findings[^1].Verdict);
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_once_and_not_after_all_cases_that_need_none()
    {
        var plan = await server.PlanAsync(server.Wire);
        var result = await TqqRun.RunAsync(
            ["probe", "--server", $"{server.Wire}", "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password-stdin"], new Dictionary<string, string> { ["LANG"] = "C" }, "wrong\n");
        Assert.Equal((4, $"tqq: {plan.Uin} could not log in (wrong password, 密码错误): check --uin and --password\n", ""), (result.ExitCode, result.Error, result.Output));
    }

    [Fact]
    public async Task A_probe_announces_how_long_it_will_take()
    {
        var plan = await server.PlanAsync(server.Wire);
        using var end = new CancellationTokenSource();
        await using var error = new FirstLine(end.Cancel);
        await new TqqRun { Environment = new Dictionary<string, string> { ["LANG"] = "C" }, Interrupted = end.Token }.RunAsync(
            ["probe", "--server", $"{server.Wire}", "--uin", $"{plan.Uin}", "--peer", $"{plan.Peer}", "--password", plan.Password], TextWriter.Null, error);
        Assert.StartsWith("tqq: this takes about 2.2 minutes with a server that holds penalised replies back", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_probe_that_is_interrupted_leaves_neither_friend_nor_session()
    {
        var plan = await server.PlanAsync(server.Wire, WhoMayAdd.Anyone);
        using var interruption = new CancellationTokenSource();
        var prober = new Prober(plan, finding => { if (finding.Case == "CD=3") interruption.Cancel(); }, interruption.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => WholeProbe.RunAsync(prober));
        Assert.Contains(prober.Findings, finding => finding is { Case: "AddToList", Got: var got } && got.Contains("CD=0", StringComparison.Ordinal));
        var (session, friends) = await server.LookAsync(plan.Uin);
        Assert.Equal((false, 0), (session, friends));
    }

    /// <summary>Calls after the first line.</summary>
    private sealed class FirstLine(Action then) : TextWriter
    {
        public string? Text { get; private set; }

        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void WriteLine(string? value)
        {
            Text ??= value;
            then();
        }
    }
}
