using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Tqq.Core.Profiles;

namespace Tqq.Server.Web;

/// <summary>
/// Makes the schemas of the OpenAPI document say what the server really takes and gives: <see cref="BodyReader"/> takes no text for a
/// number, no null for what has to be there, and no member that it does not know.
/// </summary>
internal static class ApiSchemas
{
    private static readonly Dictionary<string, IReadOnlyList<string>> s_words = new()
    {
        ["whoMayAdd"] = AccountWords.WordsOf<WhoMayAdd>(),
        ["disclosure"] = AccountWords.WordsOf<Disclosure>(),
        ["wireLogin"] = AccountWords.WordsOf<WireLogin>(),
        ["keepsSent"] = AccountWords.WordsOf<KeepsSent>(),
    };

    public static void Correct(OpenApiDocument document)
    {
        var taken = document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(operation => operation.Value)
            .SelectMany(operation => operation.RequestBody?.Content?.Values ?? [])
            .Select(content => (content.Schema as OpenApiSchemaReference)?.Reference.Id).ToHashSet();
        foreach (var (name, schema) in document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>())
            if (schema is OpenApiSchema { Properties: { } properties } known)
            {
                var isTaken = taken.Contains(name);
                known.AdditionalPropertiesAllowed = !isTaken;
                foreach (var member in properties.Keys.ToList())
                    properties[member] = Corrected(member, properties[member], isTaken,
                        isOptional: known.Required?.Contains(member) != true);
            }
    }

    /// <summary>A number is no text, and may be limited.</summary>
    public static void CorrectParameter(IOpenApiParameter parameter)
    {
        if (parameter.Schema is not OpenApiSchema schema)
            return;
        CorrectNumber(schema);
        (schema.Minimum, schema.Maximum) = parameter.Name switch
        {
            "uin" => (Text(AccountWords.LowestUin), Text(uint.MaxValue)),
            "after" => ("0", Text(uint.MaxValue)),
            "limit" => ("1", Text(AccountRoutes.LongestPage)),
            _ => (schema.Minimum, schema.Maximum),
        };
    }

    // A member that need not be there may be null, which says the same. A name stands for the same thing in every schema.
    private static IOpenApiSchema Corrected(string name, IOpenApiSchema member, bool isTaken, bool isOptional)
    {
        if (member is not OpenApiSchema schema)
            return member;
        CorrectNumber(schema);
        if (!isOptional)
            schema.Type &= ~JsonSchemaType.Null;
        if (name == "uin")
            (schema.Minimum, schema.Maximum) = (Text(AccountWords.LowestUin), Text(uint.MaxValue));
        if (name == "allowedAddresses")
            schema.MaxItems = WireAccess.MostAddresses;
        if (s_words.TryGetValue(name, out var words))
            schema.Enum = [.. words.Select(word => (JsonNode)word), .. isOptional ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];
        if (name == "fields" && isTaken)
        {
            (schema.AdditionalProperties, schema.AdditionalPropertiesAllowed) = (null, false);
            schema.Properties = FieldRules.All.Where(rule => rule.CanBeSet).ToDictionary(
                rule => rule.Field.ToString(), IOpenApiSchema (rule) =>
                    new OpenApiSchema { Type = JsonSchemaType.String, Description = rule.Allowed });
        }

        return schema;
    }

    private static void CorrectNumber(OpenApiSchema schema)
    {
        if (schema.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0)
            return;
        (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
