using System.Globalization;

namespace Tqq.Faults;

/// <summary>What may be asked of a run.</summary>
/// <param name="Rounds">How many kills, cuts or whatever it counts; null for as many as the report has.</param>
/// <param name="Seed">Decides all that is left to chance but for the speed of the machine.</param>
internal sealed record RunOptions(int? Rounds, int Seed)
{
    /// <exception cref="FormatException">It is none of `--rounds N` and `--seed N`.</exception>
    public static RunOptions Parse(ReadOnlySpan<string> arguments)
    {
        var options = new RunOptions(null, Random.Shared.Next(1_000_000));
        for (var at = 0; at < arguments.Length; at += 2)
        {
            if (at + 1 == arguments.Length
                || !int.TryParse(arguments[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new FormatException($"{arguments[at]} needs a number");
            options = arguments[at] switch
            {
                "--rounds" => options with { Rounds = number },
                "--seed" => options with { Seed = number },
                _ => throw new FormatException($"{arguments[at]} is not known: --rounds N, --seed N"),
            };
        }

        return options;
    }
}
