using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web;

/// <summary>The rules for Prometheus and the text that they are made for, by promtool.</summary>
public sealed partial class AlertRulesTests
{
    private static readonly string s_folder = Path.Combine(Repository.Root, "docs/metrics");

    private static string Promtool
    {
        get
        {
            var program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(folder => Path.Combine(folder, "promtool"))
                .FirstOrDefault(File.Exists);
            if (program is null)
                Assert.Skip("promtool is not installed (Debian: prometheus)");
            return program;
        }
    }

    [GeneratedRegex("tqq_[a-z0-9_]+")]
    private static partial Regex Name();

    [Fact]
    public async Task The_rules_are_sound() => Assert.Contains("SUCCESS: ",
        await DotnetProgram.RunAsync(Promtool, ["check", "rules", "alerts.yml"], s_folder), StringComparison.Ordinal);

    [Fact]
    public async Task Each_rule_speaks_when_it_should_and_is_silent_when_all_is_well() => Assert.Contains("SUCCESS",
        await DotnetProgram.RunAsync(Promtool, ["test", "rules", "alerts.test.yml"], s_folder), StringComparison.Ordinal);

    [Fact]
    public void The_rules_ask_only_for_metrics_that_the_document_has()
    {
        var rules = Name().Matches(File.ReadAllText(Path.Combine(s_folder, "alerts.yml"))).Select(match => match.Value);
        var document = File.ReadAllText(Path.Combine(Repository.Root, "docs/operations.md"));
        var known = Name().Matches(document).Select(match => match.Value).ToHashSet();
        Assert.Subset(known, rules.Select(name => name.Replace("_bucket", "", StringComparison.Ordinal)).ToHashSet());
    }

    [Fact]
    public async Task What_the_server_writes_has_no_fault_that_promtool_knows_of()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath, "--metrics-listen", "0");
        // It says nothing and ends with 0 where it finds nothing.
        var said = await DotnetProgram.RunAsync("sh", ["-c", $"curl -sS http://{server.Metrics}/metrics | '{Promtool}' check metrics 2>&1"]);
        Assert.Equal("", said);
    }
}
