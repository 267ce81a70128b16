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

    public static Profile Read(string json)
    {
        var fields = JsonSerializer.Deserialize(json, ProfileJsonContext.Default.DictionaryStringString)!;
        return new([.. fields.Select(pair => KeyValuePair.Create(Enum.Parse<ProfileField>(pair.Key), pair.Value))]);
    }
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
