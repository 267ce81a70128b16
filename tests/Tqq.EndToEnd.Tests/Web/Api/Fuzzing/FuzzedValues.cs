using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>Makes up values for schemas: some that they allow, some at their bounds, and some that are nothing of the kind.</summary>
/// <param name="document">The document that the schemas are of.</param>
/// <param name="chance">Chance.</param>
internal sealed partial class FuzzedValues(ApiDocument document, Random chance)
{
    private static readonly string[] s_texts =
    [
        "", " ", "a", "1", "小红", "好", "图书馆", "\0", "\uFEFF", "\r\n", "\u202E", "😀",
        "e\u0301", "' OR 1=1 --", "\"", "\\", "%00", "*",
        "\"a b\"", "-", "a-b", "null", "true", "10.0.0.0/8", "::1/64", "http://x", "+0", "１２",
        .. ((int[])[32, 33, 64, 65, 100, 101, 128,
            129, 400, 401, 500, 501, 3000, 10_000, 10_001]).Select(length => new string('x', length)),
        string.Concat(Enumerable.Repeat("好", 134)), string.Concat(Enumerable.Repeat("😀", 10_000)),
    ];

    private static readonly string[] s_numbers =
    [
        "0", "-1", "1", "2", "3", "50", "200", "201", "10000", "10001", "65535", "65536", "2147483647", "2147483648", "4294967295",
        "4294967296", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "1.5", "1.0", "1e3", "1e400", "-0", "00", "+1",
    ];

    private static readonly string[] s_times =
    [
        "2027-01-31T08:00:00Z", "2020-01-01T00:00:00.000Z", "9999-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00", "2027-02-30T00:00:00Z", "2027-01-31", "now", "2027-01-31T24:00:00Z",
        "2027-01-31T08:00:00.1234567+01:00",
    ];

    /// <summary>One of some.</summary>
    public T One<T>(IReadOnlyList<T> of) => of[chance.Next(of.Count)];

    /// <summary>Whether something happens that happens in so many of a hundred cases.</summary>
    public bool In(int hundred) => chance.Next(100) < hundred;

    /// <summary>A JSON value for a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="name">The name of the member.</param>
    /// <param name="cast">Who is there.</param>
    public string Json(JsonElement schema, string name, FuzzCast cast)
    {
        if (In(6))
            return Anything(0);
        schema = document.Resolve(schema);
        if (schema.TryGetProperty("oneOf", out var choices))
            return Json(One([.. choices.EnumerateArray()]), name, cast);
        return TypeOf(schema) switch
        {
            "object" => Members(schema, cast),
            "array" => $"[{string.Join(',', Enumerable.Range(0, In(2) ? 1001 : chance.Next(4)).Select(_ =>
                Json(schema.GetProperty("items"), name, cast)))}]",
            "integer" or "number" => Number(name, cast),
            "boolean" => One(["true", "false"]),
            "null" => "null",
            _ => JsonSerializer.Serialize(Text(schema, name, cast)),
        };
    }

    /// <summary>A text for a schema, as a path, a query or a header has it.</summary>
    public string Plain(JsonElement schema, string name, FuzzCast cast) => TypeOf(schema) is "integer" && !In(10)
        ? Number(name, cast) : In(30) ? Number(name, cast) : Text(schema, name, cast);

    /// <summary>Some text.</summary>
    public string Text() => One(s_texts);

    /// <summary>Some bytes.</summary>
    public byte[] Bytes()
    {
        var bytes = new byte[chance.Next(200)];
        chance.NextBytes(bytes);
        return bytes;
    }

    /// <summary>Breaks bytes: cuts them, or changes some.</summary>
    public byte[] Break(byte[] bytes)
    {
        if (bytes.Length == 0 || In(40))
            return bytes[..chance.Next(bytes.Length + 1)];
        byte[] broken = [.. bytes];
        for (var times = chance.Next(1, 4); times > 0; times--)
            broken[chance.Next(broken.Length)] = (byte)chance.Next(256);
        return broken;
    }

    private string Anything(int depth) => chance.Next(depth > 3 ? 6 : 9) switch
    {
        0 => "null",
        1 => One(["true", "false"]),
        2 => One(s_numbers),
        3 => "\"\\ud800\"",
        4 or 5 => JsonSerializer.Serialize(Text()),
        6 => new string('[', chance.Next(1, 40)) is var open && In(50) ? open + new string(']', open.Length) : open,
        7 => $"[{string.Join(',', Enumerable.Range(0, chance.Next(4)).Select(_ => Anything(depth + 1)))}]",
        _ => $"{{{string.Join(',', Enumerable.Range(0, chance.Next(4)).Select(_ =>
            $"{JsonSerializer.Serialize(Text())}:{Anything(depth + 1)}"))}}}",
    };

    private string Members(JsonElement schema, FuzzCast cast)
    {
        var members = schema.TryGetProperty("properties", out var properties) ? properties.EnumerateObject().ToList() : [];
        var required = schema.TryGetProperty("required", out var names)
            ? names.EnumerateArray().Select(name => name.GetString()).ToList() : [];
        var written = members.Where(member => In(required.Contains(member.Name) ? 96 : 35)).Select(member =>
            $"{JsonSerializer.Serialize(member.Name)}:{Json(member.Value, member.Name, cast)}").ToList();
        if (In(3))
            written.Add($"{JsonSerializer.Serialize(Text())}:{Anything(0)}");
        if (In(3) && written.Count > 0)
            written.Add(One(written));
        return $"{{{string.Join(',', written)}}}";
    }

    private string Number(string name, FuzzCast cast) => name switch
    {
        "uin" or "peers" or "peer" or "q" when !In(30) => (In(70) ? cast.Friend : cast.Owner).Uin.ToString(CultureInfo.InvariantCulture),
        _ => One(s_numbers),
    };

    private string Text(JsonElement schema, string name, FuzzCast cast)
    {
        if (name is "password" or "current" && In(80))
            return cast.Owner.Password;
        // The password stays what it is.
        if (name is "new" && In(80))
            return cast.Owner.Password;
        if (schema.TryGetProperty("format", out var format) && format.GetString() == "date-time" && !In(10))
            return One(s_times);
        return In(50) && WordsOf(schema) is { Length: > 0 } words ? One(words) : Text();
    }

    private static string[] WordsOf(JsonElement schema) => schema.TryGetProperty("enum", out var choices)
        ? [.. choices.EnumerateArray().Select(choice => choice.ToString())]
        : schema.TryGetProperty("description", out var description)
            ? [.. Word().Matches(description.GetString()!).Select(match => match.Value)] : [];

    private string TypeOf(JsonElement schema) => schema.TryGetProperty("type", out var type)
        ? type.ValueKind == JsonValueKind.Array ? One([.. type.EnumerateArray()]).GetString()! : type.GetString()!
        : "string";

    [GeneratedRegex("[A-Za-z-]+")]
    private static partial Regex Word();
}
