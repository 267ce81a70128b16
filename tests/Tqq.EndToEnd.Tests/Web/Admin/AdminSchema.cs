using System.Text.Json;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>A schema of the OpenAPI document: a reader of as much of JSON Schema as is used there.</summary>
internal sealed class AdminSchema
{
    private readonly AdminDocument _document;
    private readonly JsonElement _schema;

    public AdminSchema(AdminDocument document, JsonElement schema) => (_document, _schema) = (document, document.Resolve(schema));

    /// <summary>The names of the members that an object has to have.</summary>
    public string[] Required =>
        _schema.TryGetProperty("required", out var names) ? [.. names.EnumerateArray().Select(name => name.GetString()!)] : [];

    /// <summary>The names of all members.</summary>
    public string[] Members =>
        _schema.TryGetProperty("properties", out var members) ? [.. members.EnumerateObject().Select(member => member.Name)] : [];

    /// <summary>Whether a value is as the schema says.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isClosed">Whether objects may have no members but those that are named, though the schema does not say so.</param>
    public bool Allows(JsonElement value, bool isClosed = false) => _schema.TryGetProperty("oneOf", out var choices)
        ? choices.EnumerateArray().Count(choice => Inside(choice).Allows(value, isClosed)) == 1
        : IsOfType(value, isClosed);

    private bool IsOfType(JsonElement value, bool isClosed) =>
        Types.Contains(TypeOf(value)) && IsAmongWords(value) && value.ValueKind switch
    {
        JsonValueKind.Number => IsWithin(value),
        JsonValueKind.Array => (!_schema.TryGetProperty("maxItems", out var most) || value.GetArrayLength() <= most.GetInt32())
            && value.EnumerateArray().All(item => Inside(_schema.GetProperty("items")).Allows(item, isClosed)),
        JsonValueKind.Object => Required.All(name => value.TryGetProperty(name, out _))
            && value.EnumerateObject().All(member => AllowsMember(member, isClosed)),
        _ => true,
    };

    private string[] Types => _schema.GetProperty("type") is { ValueKind: JsonValueKind.Array } several
        ? [.. several.EnumerateArray().Select(type => type.GetString()!)] : [_schema.GetProperty("type").GetString()!];

    private string TypeOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => "null",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Number => Types.Contains("integer") && value.TryGetInt64(out _) ? "integer" : "number",
        JsonValueKind.String => "string",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private AdminSchema Inside(JsonElement schema) => new(_document, schema);

    private bool IsAmongWords(JsonElement value) =>
        !_schema.TryGetProperty("enum", out var words) || words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value));

    private bool IsWithin(JsonElement number) =>
        (!_schema.TryGetProperty("minimum", out var least) || number.GetDouble() >= least.GetDouble())
            && (!_schema.TryGetProperty("maximum", out var most) || number.GetDouble() <= most.GetDouble());

    private bool AllowsMember(JsonProperty member, bool isClosed)
    {
        if (_schema.TryGetProperty("properties", out var members) && members.TryGetProperty(member.Name, out var known))
            return Inside(known).Allows(member.Value, isClosed);
        if (!_schema.TryGetProperty("additionalProperties", out var others))
            return !isClosed;
        return others.ValueKind != JsonValueKind.False
            && (others.ValueKind == JsonValueKind.True || Inside(others).Allows(member.Value, isClosed));
    }
}
