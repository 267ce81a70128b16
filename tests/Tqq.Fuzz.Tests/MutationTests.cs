using System.Text;
using Tqq.Fuzz.Mutation;
using Tqq.Fuzz.Targets;

namespace Tqq.Fuzz.Tests;

/// <summary>A short run of mutations, the same ones every time; and that a run would find something if there was something.</summary>
public sealed class MutationTests
{
    [Theory]
    [InlineData("head", 2000)]
    [InlineData("request", 5000)]
    [InlineData("reply", 3000)]
    [InlineData("segment", 500)]
    public void Mutated_inputs_are_read_as_the_rules_have_them(string name, int count)
    {
        var report = MutationRun.Run(TargetList.Find(name)!, Corpus.Inputs(name), seed: 1, executions => executions < count);
        Assert.All(report.Findings, finding => Assert.Fail($"{Convert.ToHexStringLower(finding.Input)}: {finding.Cause}"));
        Assert.Equal(count, report.Executions);
    }

    [Fact]
    public void What_a_target_does_not_bear_is_found_and_its_input_kept()
    {
        var report = MutationRun.Run(new Delicate(), [Encoding.ASCII.GetBytes("abc")], seed: 1, executions => executions < 1000);
        Assert.NotEmpty(report.Findings);
        Assert.All(report.Findings, finding => Assert.Contains("!!", Encoding.Latin1.GetString(finding.Input), StringComparison.Ordinal));
    }

    [Fact]
    public void The_same_seed_makes_the_same_inputs()
    {
        static List<string> Inputs(int seed)
        {
            var mutator = new Mutator(Corpus.Inputs("request"), [[1]], seed);
            return [.. Enumerable.Range(0, 100).Select(_ => Convert.ToHexString(mutator.Next()))];
        }

        Assert.Equal(Inputs(7), Inputs(7));
        Assert.NotEqual(Inputs(7), Inputs(8));
    }

    private sealed class Delicate : ITarget
    {
        public string Name => "delicate";

        public IReadOnlyList<string> Words { get; } = ["!!"];

        public void Check(byte[] input)
        {
            if (Encoding.Latin1.GetString(input).Contains("!!", StringComparison.Ordinal))
                throw DisagreementException.Of("!!", null, null);
        }
    }
}
