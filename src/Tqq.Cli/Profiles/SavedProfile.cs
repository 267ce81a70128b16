using System.Text.Json.Serialization;

namespace Tqq.Cli.Profiles;

/// <summary>Who is logged in where. Holds what opens the account, so its file is for its owner only and its text form says nothing.</summary>
/// <param name="Server">The server's URL.</param>
/// <param name="Uin">The account.</param>
/// <param name="PasswordMd5">What the wire carries as `PS`.</param>
/// <param name="SessionKey">The key of the session, where there is one.</param>
/// <param name="Requests">Requests to be a friend that were read and not answered yet.</param>
internal sealed record SavedProfile(Uri Server, uint Uin, string PasswordMd5, string? SessionKey, IReadOnlyList<SavedRequest> Requests)
{
    /// <summary>Those whose requests were answered before they were read, once for each: the server has still to hand them out.</summary>
    public IReadOnlyList<uint> Answered { get; set; } = [];

    /// <summary>Whether it can be signed in with: a file may have been edited by hand.</summary>
    [JsonIgnore]
    public bool IsWhole => Server is not null && Uin > 10000 && PasswordMd5 is { Length: 32 } && PasswordMd5.All(char.IsAsciiHexDigit) && Requests is not null && Answered is not null;

    /// <summary>Whether both are about the same account.</summary>
    public bool IsSameAs(SavedProfile other) => Uin == other.Uin && Server == other.Server;

    public override string ToString() => $"{Uin} at {Server}";
}

/// <summary>Somebody who asked to be a friend.</summary>
/// <param name="Uin">Who.</param>
/// <param name="Words">In what words.</param>
internal sealed record SavedRequest(uint Uin, string Words);

/// <summary>Generated serializer.</summary>
[JsonSerializable(typeof(SavedProfile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class ProfileJsonContext : JsonSerializerContext;
