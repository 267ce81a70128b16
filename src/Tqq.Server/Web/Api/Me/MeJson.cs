using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Api.Me;

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(MeBody))]
[JsonSerializable(typeof(MeEditBody))]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(PasswordChangeBody))]
[JsonSerializable(typeof(DeletionBody))]
[JsonSerializable(typeof(OwnAppPasswordBody))]
[JsonSerializable(typeof(OwnAppPasswordList))]
[JsonSerializable(typeof(NewOwnAppPasswordBody))]
[JsonSerializable(typeof(ExportedPerson))]
[JsonSerializable(typeof(ExportedSession))]
[JsonSerializable(typeof(ExportedMessage))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class MeJson : JsonSerializerContext;
