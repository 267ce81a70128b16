using System.Text.Json;
using System.Text.Json.Serialization;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>A profile as one JSON column: field to value, only what was set.</summary>
internal static class ProfileJson
{
    public static string Write(Profile profile) =>
        JsonSerializer.Serialize(profile.Fields.ToDictionary(pair => pair.Key.ToString(), pair => pair.Value),
            ProfileJsonContext.Default.DictionaryStringString);

    /// <summary>The field of a key.</summary>
    /// <exception cref="FormatException">No field has it.</exception>
    public static ProfileField FieldOf(string key) =>
        FieldRules.Find(key)?.Field ?? throw new FormatException(key);

    public static Profile Read(string json)
    {
        var fields = JsonSerializer.Deserialize(json, ProfileJsonContext.Default.DictionaryStringString)!;
        return new([.. fields.Select(pair => KeyValuePair.Create(FieldOf(pair.Key), pair.Value))]);
    }
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
