using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Api.Signing;

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(SignInBody))]
[JsonSerializable(typeof(SignedInBody))]
[JsonSerializable(typeof(NewOwnAccountBody))]
[JsonSerializable(typeof(RegistrationBody))]
[JsonSerializable(typeof(InvitationCheckBody))]
[JsonSerializable(typeof(GoodBody))]
[JsonSerializable(typeof(SessionList))]
[JsonSerializable(typeof(SessionNameBody))]
[JsonSerializable(typeof(NewTokenBody))]
[JsonSerializable(typeof(TokenBody))]
[JsonSerializable(typeof(TokenList))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ApiTime)])]
public sealed partial class SigningJson : JsonSerializerContext;
