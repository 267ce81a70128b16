using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// Compares what is answered with what the page says: all of it is to be the same, but for what is another thing each time, which has to be
/// of the same kind: times, tokens, app passwords, keys, numbers that stand in texts.
/// </summary>
internal static partial class AnswerShape
{
    /// <summary>How two answers in JSON differ; null where they do not.</summary>
    public static string? Difference(JsonElement expected, JsonElement given, string path = "$")
    {
        if (expected.ValueKind != given.ValueKind)
            return $"{path} is {given.GetRawText()}, not {expected.GetRawText()}";
        switch (expected.ValueKind)
        {
            case JsonValueKind.Object:
                var (names, others) = (Names(expected), Names(given));
                return names != others ? $"{path} has {others}, not {names}" : expected.EnumerateObject()
                    .Select(member => Difference(member.Value, given.GetProperty(member.Name), $"{path}.{member.Name}"))
                    .FirstOrDefault(found => found is not null);
            case JsonValueKind.Array when expected.GetArrayLength() != given.GetArrayLength():
                return $"{path} has {given.GetArrayLength()} items, not {expected.GetArrayLength()}: {given.GetRawText()}";
            case JsonValueKind.Array:
                return expected.EnumerateArray().Select((item, at) => Difference(item, given[at], $"{path}[{at}]"))
                    .FirstOrDefault(found => found is not null);
            case JsonValueKind.String:
                return Difference(expected.GetString()!, given.GetString()!) is { } found ? $"{path}: {found}" : null;
            default:
                return expected.GetRawText() == given.GetRawText() ? null : $"{path} is {given.GetRawText()}, not {expected.GetRawText()}";
        }
    }

    /// <summary>How two texts differ; null where they do not.</summary>
    public static string? Difference(string expected, string given) =>
        Form(expected) == Form(given) ? null : $"'{given}', not '{expected}'";

    private static string Form(string text) => Changing().Replace(text, changing =>
        changing.Length == 87 ? "KEY"
        : changing.Value.StartsWith("tq_", StringComparison.Ordinal) ? "TOKEN"
        : changing.Value.Contains('T', StringComparison.Ordinal) ? "TIME" : "NUMBER");

    private static string Names(JsonElement of) => string.Join(", ", of.EnumerateObject().Select(member => member.Name));

    [GeneratedRegex(
        @"\bB[0-9A-Za-z_-]{86}(?!\w)|\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z|tq_[0-9A-Za-z]{38}|([0-9a-z]{4}-){6}[0-9a-z]{4}|\d+")]
    private static partial Regex Changing();
}
