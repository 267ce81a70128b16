using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>
/// An option whose value is a number within limits. Read here, because the parser's own words for a wrong value name types.
/// </summary>
internal static class NumberOption
{
    /// <summary>One that has a default.</summary>
    public static Option<T> Create<T>(string name, string help, T usual, T least, T most, string description)
        where T : struct, INumber<T> => new(name)
        {
            Description = description, HelpName = help, DefaultValueFactory = _ => usual, CustomParser = result =>
                Read(result, name, least, most),
        };

    /// <summary>A whole number that may be left out.</summary>
    public static Option<int?> Maybe(string name, int least, int most, string description) => new(name)
    {
        Description = description, HelpName = "N", CustomParser = result => Read(result, name, least, most),
    };

    private static T Read<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        if (T.TryParse(result.Tokens[0].Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
            return number;
        var limits = most is int.MaxValue
            ? Localized.Of($"{least} or more", $"{least} 或更大")
            : string.Create(CultureInfo.InvariantCulture, $"{least} {Localized.Of("to", "到")} {most}");
        result.AddError(Localized.Of($"{name} must be {limits}", $"{name} 应为 {limits}"));
        return default;
    }
}

/// <summary>
/// The number of an account, as every command takes it. 10000 is the system's own: nobody logs in as it, and
/// nothing is sent to it (docs/protocol.md §1).
/// </summary>
internal static class AccountNumber
{
    /// <summary>The number from which announcements come: the server's own, and no account's.</summary>
    public const uint Server = 10000;

    private const uint Least = Server + 1;

    /// <summary>What it may be.</summary>
    public static string Allowed => Localized.Of($"{Least} to {uint.MaxValue}", $"{Least} 到 {uint.MaxValue}");

    /// <summary>Whether there can be an account of this number; whether there is one the server says.</summary>
    public static bool IsOne(uint uin) => uin >= Least;

    /// <summary>The argument of all commands about an account; whether there is such an account the server says.</summary>
    /// <param name="description">What its help says.</param>
    /// <param name="orServer">Whether the server's own number is taken as well.</param>
    public static Argument<uint> Argument(string description, bool orServer = false) => new("UIN")
    {
        Description = description,
        CustomParser = result =>
        {
            var word = result.Tokens[0].Value;
            if (!TryParse(word, out var uin) && !(orServer && uin == Server))
                result.AddError(Localized.Of($"'{word}' is no number of an account: it must be {Allowed}",
                    $"“{word}”不是号码：应为 {Allowed}"));
            return uin;
        },
    };

    /// <summary>Reads a number.</summary>
    public static bool TryParse(string word, out uint uin) =>
        uint.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out uin) && IsOne(uin);
}
