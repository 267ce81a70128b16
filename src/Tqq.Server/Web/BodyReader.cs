using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web;

/// <summary>
/// Reads JSON bodies. A document is checked against the type it is to become before it becomes one, so that everything
/// that is wrong with it is said in words and JSON paths: no null reaches the rest of the program where the type has none.
/// </summary>
internal sealed class BodyReader
{
    /// <summary>A body has at most so many bytes.</summary>
    public const int Longest = 64 * 1024;

    private const int Deepest = 16;

    private readonly JsonSerializerOptions _options;

    private BodyReader(JsonSerializerOptions options) => _options = options;

    /// <summary>Reads a body.</summary>
    /// <exception cref="BadInputException">It is not what belongs here.</exception>
    /// <exception cref="BadHttpRequestException">It is too long, broken, or did not come.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, CancellationToken ct)
    {
        using var document = Parse(await ReadBytesAsync(request, ct));
        new BodyReader(type.Options).Check(document.RootElement, typeof(T), "");
        return document.RootElement.Deserialize(type)!;
    }

    /// <summary>Reads a body as it is.</summary>
    /// <exception cref="BadHttpRequestException">It is too long, broken, or did not come.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(HttpRequest request, CancellationToken ct)
    {
        // The port's own limit (Longest) ends this.
        using var buffer = new MemoryStream();
        try
        {
            await request.Body.CopyToAsync(buffer, ct);
        }
        catch (IOException e) when (e is not (BadHttpRequestException or ConnectionResetException))
        {
            // Kestrel has no better word for a chunk whose length is no number of its own.
            throw new BadHttpRequestException("the body is broken", e);
        }

        return buffer.GetBuffer().AsMemory(0, (int)buffer.Length);
    }

    private static ReadOnlyMemory<byte> WithoutByteOrderMark(ReadOnlyMemory<byte> text) =>
        text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text;

    /// <summary>Reads the bytes of a body as JSON: whatever else looks into a body reads the same out of it.</summary>
    /// <exception cref="BadInputException">They are none.</exception>
    public static JsonDocument Parse(ReadOnlyMemory<byte> body)
    {
        var text = WithoutByteOrderMark(body);
        if (!Utf8.IsValid(text.Span))
            throw new BadInputException("the body is not UTF-8, but must be a JSON object in UTF-8");
        try
        {
            return JsonDocument.Parse(text, new() { MaxDepth = Deepest });
        }
        catch (JsonException e)
        {
            throw new BadInputException(
                $"the body is no JSON of at most {Deepest} levels: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}", e);
        }
    }

    private void Check(JsonElement value, Type type, string path)
    {
        if (type == typeof(string))
            Require(TextOf(value) is not null, value, path, "a text");
        else if (type == typeof(bool?))
            Require(value.ValueKind is JsonValueKind.True or JsonValueKind.False, value, path, "true or false");
        else if (type == typeof(long?) || type == typeof(long))
            Require(value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _), value, path, "a whole number");
        else if (type == typeof(DateTimeOffset?))
            Require(TextOf(value) is { } time && value.TryGetDateTimeOffset(out _) && HasOffset(time), value, path,
                "a time such as 2027-01-31T08:00:00Z");
        else if (type == typeof(IReadOnlyList<string>))
            CheckList(value, typeof(string), path);
        else if (type == typeof(IReadOnlyList<long>))
            CheckList(value, typeof(long), path);
        else
            CheckObject(value, type, path);
    }

    private void CheckList(JsonElement value, Type item, string path)
    {
        Require(value.ValueKind == JsonValueKind.Array, value, path, item == typeof(string) ? "an array of texts" : "an array of numbers");
        var at = 0;
        foreach (var element in value.EnumerateArray())
            Check(element, item, string.Create(CultureInfo.InvariantCulture, $"{path}[{at++}]"));
    }

    private void CheckObject(JsonElement value, Type type, string path)
    {
        Require(value.ValueKind == JsonValueKind.Object, value, path, "an object");
        var members = type == typeof(Dictionary<string, string>) ? null : _options.GetTypeInfo(type).Properties;
        var seen = new HashSet<string>();
        foreach (var property in value.EnumerateObject())
        {
            var name = NameOf(property)
                ?? throw new BadInputException($"{(path.Length == 0 ? "the body" : path)} has a member whose name is no text");
            var inside = path.Length == 0 ? BadInputException.Shown(name) : $"{path}.{BadInputException.Shown(name)}";
            if (!seen.Add(name))
                throw new BadInputException(new(inside, InputRule.Other), $"{inside} is there twice");
            if (members is null)
                Check(property.Value, typeof(string), inside);
            else if (members.FirstOrDefault(member => member.Name == name) is not { } member)
                throw new BadInputException(new(inside, InputRule.Other),
                    $"{inside} is no member; these are: {string.Join(", ", members.Select(known => known.Name))}");
            else if (property.Value.ValueKind != JsonValueKind.Null)
                Check(property.Value, member.PropertyType, inside);
        }
    }

    // RFC 3339: a time without its offset would be one of wherever the server stands.
    private static bool HasOffset(string time) => time.Contains('T', StringComparison.OrdinalIgnoreCase)
        && (time.EndsWith('Z') || (time.Length > 6 && time[^6] is '+' or '-' && time[^3] == ':'));

    private static void Require(bool isRight, JsonElement value, string path, string allowed)
    {
        if (!isRight)
        {
            var text = $"{(path.Length == 0 ? "the body" : path)} is {Kind(value)}, but must be {allowed}";
            throw path.Length == 0 ? new BadInputException(text) : new BadInputException(new(path, InputRule.Other), text);
        }
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => BadInputException.Shown(value.GetRawText()),
        JsonValueKind.String => TextOf(value) is null ? "half a character" : "a text",
        JsonValueKind.Array => "an array",
        _ => "an object",
    };

    // A lone half of a surrogate pair is JSON, but no text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
