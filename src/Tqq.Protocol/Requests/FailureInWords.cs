using System.Text.RegularExpressions;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>
/// Why a body is no request, in a line for whoever writes a client: which key, what it holds, what it may hold. To be asked after
/// `RequestParser` has failed; it never shows a password or a session key.
/// </summary>
public static partial class FailureInWords
{
    private const int LongestShown = 32;

    private static readonly string[] s_numbers = ["UN", "TN", "LV", "CD"];
    private static readonly string[] s_texts = ["MG", "RS", "LC", "PS", "SK"];

    /// <summary>The line, of printable ASCII.</summary>
    /// <param name="body">The body that failed.</param>
    /// <param name="isLabelledForm">As it was given to the parser.</param>
    /// <param name="failure">What the parser said.</param>
    public static string Of(ReadOnlySpan<byte> body, bool isLabelledForm, ParseFailure failure)
    {
        body = body.TrimEnd("\r\n"u8);
        var fields = new BodyFields(body, isLabelledForm && Escaping.WritesSpacesAsPlus(body));
        return failure switch
        {
            ParseFailure.BadVersion => Key(fields, "VER", "1.0, 1.1 or 1.2"),
            ParseFailure.UnknownCommand => Key(fields, "CMD", "a command of the protocol"),
            ParseFailure.BadSeq => Key(fields, "SEQ", "1 to 32 of 0-9 A-Z a-z _ . -"),
            ParseFailure.BadUin => Key(fields, "UIN", "a number of 1 to 10 digits"),
            ParseFailure.BadCode => Key(fields, "ST", "10, 20, 30 or 40"),
            ParseFailure.BadNumber => Number(fields),
            ParseFailure.BadText => Text(fields),
            ParseFailure.MissingField => Missing(fields, ["PS", "LC", "MG"]),
            _ => "the body is not understood",
        };
    }

    /// <summary>
    /// What stands in a body, for the log: printable ASCII, at most 32 characters. All that a client writes comes into the log by
    /// this method. It hides what may be a password, its hash or a session key: a client with a wrong separator, or with two keys
    /// exchanged, sends it in any value.
    /// </summary>
    internal static string Shown(ReadOnlySpan<byte> value)
    {
        var text = string.Create(value.Length, value, static (shown, value) =>
        {
            for (var at = 0; at < shown.Length; at++)
                shown[at] = value[at] is > 0x20 and < 0x7F ? (char)value[at] : '?';
        });
        text = Secrets.Replace(text, "***");
        return text.Length > LongestShown ? text[..LongestShown] : text;
    }

    [GeneratedRegex("(?<=(PS|SK)(=|%3D)).+|[0-9A-F]{16,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Secrets { get; }

    private static string Key(BodyFields fields, string key, string allowed) => fields.TryGetRaw(Bytes(key), out var value)
        ? $"{key} is '{Shown(value)}' and has to be {allowed}"
        : $"{key} is missing and has to be {allowed}";

    private static string Number(BodyFields fields)
    {
        foreach (var key in s_numbers)
            if (!fields.TryGetNumber(Bytes(key), out _))
                return Key(fields, key, "a number of 1 to 10 digits");
        return fields.TryGetRaw("AK"u8, out _) && fields.TryGetRaw("SK"u8, out _) && !HoldsNumbers(fields)
            ? Key(fields, "AK", "0, or COUNT.SEQ")
            : Missing(fields, ["UN", "LV", "CD"]);
    }

    // AK is read before the fields of the command, so those say nothing of it.
    private static bool HoldsNumbers(BodyFields fields)
    {
        Span<byte> scratch = stackalloc byte[128];
        return fields.TryGetShort("AK"u8, scratch, out var text) && Receipt.TryParse(text, out _);
    }

    private static string Text(BodyFields fields)
    {
        foreach (var key in s_texts)
            if (!fields.TryGetText(Bytes(key), isTrimmed: false, out _))
                return $"{key} is not UTF-8";
        return "a text is not UTF-8";
    }

    // Which of these a command needs is told by which are missing: one that is there is not the reason.
    private static string Missing(BodyFields fields, string[] keys)
    {
        var missing = new List<string>();
        foreach (var key in keys)
            if (!fields.TryGetText(Bytes(key), isTrimmed: true, out var value) || string.IsNullOrEmpty(value))
                missing.Add(key);
        return $"the command needs a field that is missing or empty:"
            + $" of {string.Join(", ", keys)} there is no {string.Join(", no ", missing)}";
    }

    private static byte[] Bytes(string key) => System.Text.Encoding.ASCII.GetBytes(key);
}
