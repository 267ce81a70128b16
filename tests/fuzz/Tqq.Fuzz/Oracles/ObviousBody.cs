using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// A body as protocol.md §2 has it, split into strings of one character a byte. Where the text is silent: what has no `=` is no pair; white
/// space is space, tab, CR and LF, and counts as such when it was escaped, too.
/// </summary>
internal sealed partial class ObviousBody
{
    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n'];

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly List<(string Key, string Raw)> _pairs;

    private ObviousBody(string text, bool isLabelledForm)
    {
        var isForm = isLabelledForm && text.Split('&').All(pair => FormPair().IsMatch(pair))
            && !text.Contains("%20", StringComparison.Ordinal);
        _pairs =
        [
            .. from pair in text.Split('&')
               where pair.Contains('=', StringComparison.Ordinal)
               let halves = pair.Split('=', 2)
               select (halves[0], isForm ? halves[1].Replace('+', ' ') : halves[1]),
        ];
    }

    /// <summary>A request's: CR and LF behind it are trimmed.</summary>
    public static ObviousBody OfRequest(byte[] bytes, bool isLabelledForm) =>
        new(Encoding.Latin1.GetString(bytes).TrimEnd('\r', '\n'), isLabelledForm);

    /// <summary>A reply's: a CR behind it may be the last value's line end, so only those with an LF are trimmed.</summary>
    public static ObviousBody OfReply(byte[] bytes) =>
        new(LastLineEnds().Replace(Encoding.Latin1.GetString(bytes), ""), isLabelledForm: false);

    public bool Has(string key) => Raw(key) is not null;

    /// <summary>The first value of a key, as it stands there.</summary>
    public string? Raw(string key) => _pairs.Find(pair => pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Raw;

    /// <summary>A value that is trimmed, one character a byte.</summary>
    public string? Word(string key) => Raw(key) is { } raw ? Decode(raw).Trim(WhiteSpace) : null;

    /// <summary>The word, where it is a number.</summary>
    public uint? Number(string key) => Word(key) is { } word ? ToNumber(word) : null;

    /// <summary>A text; null where the key is missing, and where the value is not UTF-8.</summary>
    public string? Text(string key, bool isTrimmed) =>
        Raw(key) is { } raw ? ToText(isTrimmed ? Decode(raw).Trim(WhiteSpace) : Decode(raw)) : null;

    /// <summary>The elements of a list, as they stand there: each is followed by a comma, which the last one may lack.</summary>
    public List<string>? List(string key) => Raw(key) switch
    {
        null => null,
        "" => [],
        var raw => [.. (raw.EndsWith(',') ? raw[..^1] : raw).Split(',')],
    };

    public static uint? ToNumber(string word) =>
        OneToTenDigits().IsMatch(word) && ulong.Parse(word, CultureInfo.InvariantCulture) is <= uint.MaxValue and var value ? (uint)value
            : null;

    public static string? ToText(string decoded)
    {
        try
        {
            return Strict.GetString(Encoding.Latin1.GetBytes(decoded));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    public static string Decode(string raw) =>
        Escape().Replace(raw, match => ((char)Convert.ToByte(match.Groups[1].Value, 16)).ToString());

    [GeneratedRegex(@"(?:\r?\n)+\z", RegexOptions.CultureInvariant)]
    private static partial Regex LastLineEnds();

    [GeneratedRegex(@"%([0-9A-Fa-f]{2})", RegexOptions.CultureInvariant)]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A[0-9]{1,10}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OneToTenDigits();

    [GeneratedRegex(@"\A(?:[A-Za-z0-9*._+~!'()-]|%[0-9A-Fa-f]{2})*=(?:[A-Za-z0-9*._+~!'()-]|%[0-9A-Fa-f]{2})*\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex FormPair();
}
