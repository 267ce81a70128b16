using System.Text;
using Tqq.Fuzz.Targets;

namespace Tqq.Fuzz.Mutation;

/// <summary>Mutated inputs through a target, in this process and without looking at coverage: many and cheap.</summary>
internal static class MutationRun
{
    // A target that fails at once fails everywhere; so many findings are enough to look at.
    private const int MostFindings = 20;

    /// <summary>Runs until it may no more.</summary>
    /// <param name="target">The target.</param>
    /// <param name="corpus">What to start from.</param>
    /// <param name="seed">The seed: the same findings in the same order.</param>
    /// <param name="mayGoOn">Asked before each input with the number of those that were checked.</param>
    public static MutationReport Run(ITarget target, IReadOnlyList<byte[]> corpus, int seed, Func<long, bool> mayGoOn)
    {
        var mutator = new Mutator(corpus, [.. target.Words.Select(Encoding.Latin1.GetBytes)], seed);
        var findings = new List<FailingInput>();
        var executions = 0L;
        while (findings.Count < MostFindings && mayGoOn(executions))
        {
            var input = mutator.Next();
            executions++;
            if (Check(target, input) is { } finding)
                findings.Add(finding);
        }

        return new(executions, findings);
    }

    /// <summary>One input: null, or what came of it.</summary>
    public static FailingInput? Check(ITarget target, byte[] input)
    {
        try
        {
            target.Check(input);
            return null;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return new(input, e);
        }
    }
}
