using Tqq.Fuzz.Targets;

namespace Tqq.Fuzz.Tests;

/// <summary>What the fuzzers have kept, through the same checks, without a fuzzer.</summary>
public sealed class CorpusTests
{
    public static TheoryData<string> Targets => [.. TargetList.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_input_that_was_kept_is_read_as_the_rules_have_it(string name)
    {
        var target = TargetList.Find(name)!;
        Assert.All(Corpus.Files(name), file => target.Check(File.ReadAllBytes(file)));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void The_corpus_is_small(string name)
    {
        Assert.InRange(Corpus.Files(name).Count, 10, 120);
        Assert.All(Corpus.Inputs(name), input => Assert.InRange(input.Length, 0, 1024));
    }

    [Fact]
    public void A_head_is_read_the_same_wherever_it_is_split()
    {
        foreach (var input in Corpus.Inputs("head"))
        {
            var whole = HeadTarget.Read(input, [input.Length]);
            for (var at = 0; at <= input.Length; at++)
                HeadTarget.CheckSplit(input, at, whole);
        }
    }
}
