using Tqq.Probe.Tests.Serving;

namespace Tqq.Cli.Tests.Accounts;

/// <summary>The words that an account command shows: Chinese for whoever reads it, and the same in every pipe.</summary>
public sealed class ShownWordsTests(ProbedServer server)
{
    private async Task<string> RunAsync(bool isTerminal, params string[] arguments)
    {
        var run = await new TqqRun { Environment = new Dictionary<string, string> { ["TQQ_DATA"] = server.Data }, IsTerminal = isTerminal }
            .RunAsync([.. arguments, "--lang", "zh"]);
        Assert.Equal(0, run.ExitCode);
        return run.Output;
    }

    [Fact]
    public async Task Nothing_of_accounts_is_left_in_English_on_a_Chinese_terminal()
    {
        var uin = $"{(await server.PlanAsync(server.Wire)).Uin}";
        Assert.Equal("offline", (await RunAsync(isTerminal: false, "account", "list")).Split('\n')
            .Single(line => line.StartsWith(uin, StringComparison.Ordinal)).Split('\t')[2]);
        var list = await RunAsync(isTerminal: true, "account", "list");
        Assert.Contains("离线", list, StringComparison.Ordinal);
        Assert.DoesNotContain("offline", list, StringComparison.Ordinal);
        Assert.DoesNotContain("anyone", list, StringComparison.Ordinal);
        var shown = await RunAsync(isTerminal: true, "account", "show", uin);
        foreach (var word in (string[])["offline", "anyone", "everyone", "password", "default"])
            Assert.DoesNotContain(word, shown, StringComparison.Ordinal);
    }
}
