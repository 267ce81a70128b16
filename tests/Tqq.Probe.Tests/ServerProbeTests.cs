using Tqq.Core.Profiles;
using Tqq.Probe.Judging;
using Tqq.Probe.Tests.Serving;

namespace Tqq.Probe.Tests;

/// <summary>The whole probe, against a server that is right and servers that are broken in many ways.</summary>
public sealed class ServerProbeTests(ProbedServer server)
{
    private async Task<ProbeReport> ProbeAsync(params Fault[] faults)
    {
        await using var broken = new BrokenServer(server.Wire, faults);
        var probe = new ServerProbe(await server.PlanAsync(broken.EndPoint), stopping: TestContext.Current.CancellationToken);
        Assert.Null(await probe.BeginAsync());
        return await probe.RunAsync();
    }

    [Fact]
    public async Task A_server_that_is_right_differs_nowhere()
    {
        var report = await ProbeAsync();
        Assert.True(report.CouldLogIn);
        Assert.Empty(report.Findings.Where(finding => finding.Verdict is Verdict.Differs or Verdict.AllowedDifference).Select(finding =>
            $"§{finding.Section} {finding.Case}: {finding.Note}"));
    }

    [Fact]
    public async Task Every_planted_fault_is_found_and_nothing_else()
    {
        var found = (await ProbeAsync(PlantedFaults.All)).Findings.Where(finding => finding.Verdict == Verdict.Differs).Select(finding =>
            $"§{finding.Section} {finding.Case}");
        Assert.Equal(PlantedFaults.All.SelectMany(fault => fault.Cases.Select(one => $"§{fault.Section} {one}"))
            .Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        Assert.True(PlantedFaults.All.Length >= 20);
    }

    [Fact]
    public async Task A_server_that_lets_nobody_in_is_said_to()
    {
        var report = await ProbeAsync(Fault.InBody("RES=0 is RES=20 everywhere", "5.1", [], "CMD=Login", "RES=0.*", "RES=3"));
        Assert.False(report.CouldLogIn);
        Assert.Equal("everything after login", report.Findings[^1].Case);
        Assert.Equal(Verdict.NotTested, report.Findings[^1].Verdict);
    }

    [Fact]
    public async Task A_probe_that_is_interrupted_leaves_neither_friend_nor_session()
    {
        var plan = await server.PlanAsync(server.Wire, WhoMayAdd.Anyone);
        using var interruption = new CancellationTokenSource();
        var findings = new List<Finding>();
        var probe = new ServerProbe(
            plan,
            finding =>
            {
                findings.Add(finding);
                if (finding.Case == "CD=3")
                    interruption.Cancel();
            },
            stopping: interruption.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(probe.RunAsync);
        Assert.Contains(findings, finding => finding is { Case: "AddToList", Seen: { } seen } && seen["CD"] == "0");
        var (session, friends) = await server.LookAsync(plan.Uin);
        Assert.Equal((false, 0), (session, friends));
    }
}
