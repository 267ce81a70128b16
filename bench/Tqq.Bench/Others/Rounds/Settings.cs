using System.Globalization;

namespace Tqq.Bench.Others.Rounds;

/// <summary>How much is measured.</summary>
/// <param name="Pairs">As many senders as receivers; 1 to 400.</param>
/// <param name="Rounds">Of each variant; 1 to 1000.</param>
/// <param name="Time">Measured in each round; whole seconds, 1 to 600.</param>
/// <param name="Only">Names of servers; none: all.</param>
internal sealed record Settings(int Pairs, int Rounds, TimeSpan Time, IReadOnlyList<string> Only)
{
    /// <summary>100 senders, 100 receivers, 5 rounds of 5 s.</summary>
    public static Settings Default { get; } = new(100, 5, TimeSpan.FromSeconds(5), []);

    /// <summary>Reads up to three numbers (pairs, rounds, seconds) and names of servers behind them.</summary>
    /// <exception cref="FormatException">What is wrong and what is allowed.</exception>
    public static Settings Parse(IReadOnlyList<string> arguments)
    {
        string[] numbers = [.. arguments.TakeWhile(argument => !char.IsAsciiLetter(argument.FirstOrDefault()))];
        return numbers.Length > 3
            ? throw new FormatException("others: takes at most three numbers: PAIRS ROUNDS SECONDS")
            : new(Number(numbers.ElementAtOrDefault(0), "PAIRS", 400, Default.Pairs),
                Number(numbers.ElementAtOrDefault(1), "ROUNDS", 1000, Default.Rounds),
                TimeSpan.FromSeconds(Number(numbers.ElementAtOrDefault(2), "SECONDS", 600, (int)Default.Time.TotalSeconds)),
                [.. arguments.Skip(numbers.Length)]);
    }

    private static int Number(string? value, string name, int most, int otherwise) => value is null
        ? otherwise
        : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new FormatException($"others: {name} is \"{value}\"; may be 1 to {most}");
}
