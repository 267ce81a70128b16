using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Tqq.Server.Web;

/// <summary>
/// Makes the schemas of an OpenAPI document say what the server really takes and gives: <see cref="BodyReader"/> takes no text for a
/// number, no null for what has to be there, and no member that it does not know.
/// </summary>
internal static class BodySchemas
{
    /// <summary>Corrects all schemas of a document.</summary>
    /// <param name="document">The document.</param>
    /// <param name="member">Corrects what is known of a member by its name, which stands for the same thing in every schema.</param>
    public static void Correct(OpenApiDocument document, Action<MemberSchema> member)
    {
        var schemas = document.Components?.Schemas ?? new Dictionary<string, IOpenApiSchema>();
        if (schemas.TryGetValue("ProblemDetails", out var problem) && problem is OpenApiSchema { Properties: { } told })
            Describe(told);
        var taken = new HashSet<string>();
        foreach (var content in document.Paths.SelectMany(path => path.Value.Operations ?? []).Select(operation => operation.Value)
            .SelectMany(operation => operation.RequestBody?.Content?.Values ?? []))
            Take(content.Schema, schemas, taken);
        foreach (var (name, schema) in schemas)
            if (schema is OpenApiSchema { Properties: { } properties } known)
            {
                var isTaken = taken.Contains(name);
                known.AdditionalPropertiesAllowed = !isTaken;
                foreach (var (inside, of) in properties)
                    if (of is OpenApiSchema simple)
                    {
                        // A member that need not be there may be null, which says the same.
                        var isOptional = known.Required?.Contains(inside) != true;
                        CorrectNumber(simple);
                        if (simple.Items is OpenApiSchema item)
                            CorrectNumber(item);
                        if (!isOptional)
                            simple.Type &= ~JsonSchemaType.Null;
                        member(new(name, inside, simple, isTaken, isOptional));
                    }
            }
    }

    // What a refusal says of the member that is wrong, beside what the framework knows of problems.
    private static void Describe(IDictionary<string, IOpenApiSchema> problem)
    {
        problem["field"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String, Description = "The member of the body, or the parameter, that is wrong, as a JSON path.",
        };
        problem["rule"] = new OpenApiSchema
        {
            Type = JsonSchemaType.String, Description = "What it does not keep to.",
            Enum = [.. SettingWords.WordsOf<InputRule>().Select(word => (JsonNode)word)],
        };
        problem["min"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer, Description = "The lowest number, or the fewest characters, where the rule has one.",
        };
        problem["max"] = new OpenApiSchema
        {
            Type = JsonSchemaType.Integer, Description = "The highest number, or the most characters, where the rule has one.",
        };
    }

    // A body is taken with all that stands in it.
    private static void Take(IOpenApiSchema? schema, IDictionary<string, IOpenApiSchema> schemas, HashSet<string> taken)
    {
        if (schema is OpenApiSchemaReference { Reference.Id: { } name })
        {
            if (taken.Add(name) && schemas.TryGetValue(name, out var named))
                Take(named, schemas, taken);
            return;
        }

        foreach (var inside in (schema?.Properties?.Values ?? []).Concat(schema?.OneOf ?? []))
            Take(inside, schemas, taken);
    }

    /// <summary>A text is one of these words; a member that need not be there may be null as well.</summary>
    public static void Choose(MemberSchema member, IEnumerable<string> words) => member.Schema.Enum =
        [.. words.Select(word => (JsonNode)word), .. member.IsOptional ? [JsonNullSentinel.JsonNull] : Array.Empty<JsonNode>()];

    /// <summary>An object has at most these members, and each is one of these words.</summary>
    public static void ChooseEach(MemberSchema member, IEnumerable<string> names, IReadOnlyList<string> words) =>
        Name(member, names.Select(name => (name, new OpenApiSchema { Type = JsonSchemaType.String,
            Enum = [.. words.Select(word => (JsonNode)word)] })));

    /// <summary>An object has at most these members.</summary>
    public static void Name(MemberSchema member, IEnumerable<(string Name, OpenApiSchema Schema)> members)
    {
        (member.Schema.AdditionalProperties, member.Schema.AdditionalPropertiesAllowed) = (null, false);
        member.Schema.Properties = members.ToDictionary(one => one.Name, IOpenApiSchema (one) => one.Schema);
    }

    /// <summary>A number is no text.</summary>
    public static void CorrectNumber(OpenApiSchema schema)
    {
        if (schema.Type is not { } type || (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) == 0)
            return;
        (schema.Type, schema.Pattern) = (type & ~JsonSchemaType.String, null);
    }
}

/// <summary>A member of a body.</summary>
/// <param name="Of">The name of the body's schema; empty for a parameter.</param>
/// <param name="Name">Its name.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="IsTaken">Whether the body is one that the server takes.</param>
/// <param name="IsOptional">Whether it need not be there.</param>
internal readonly record struct MemberSchema(string Of, string Name, OpenApiSchema Schema, bool IsTaken, bool IsOptional);
