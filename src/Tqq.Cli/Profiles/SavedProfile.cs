using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tqq.Client;

namespace Tqq.Cli.Profiles;

/// <summary>
/// Who is logged in where. Holds what opens the account, so its file is for its owner only and its text form says nothing.
/// </summary>
/// <param name="Server">The server's address.</param>
/// <param name="Uin">The account.</param>
/// <param name="PasswordMd5">What the wire carries as `PS`; empty where there is a token.</param>
/// <param name="SessionKey">The key of the session, where there is one.</param>
/// <param name="Requests">Requests to be a friend that were read and not answered yet.</param>
internal sealed record SavedProfile([property: JsonConverter(typeof(ServerAddressJson))] ServerAddress Server, uint Uin, string PasswordMd5,
    string? SessionKey, IReadOnlyList<SavedRequest> Requests)
{
    /// <summary>Those whose requests were answered before they were read, once for each: the server has still to hand them out.</summary>
    public IReadOnlyList<uint> Answered { get; set; } = [];

    /// <summary>Where the JSON API is, where this profile is of a session there; null for HTTP QQ.</summary>
    public Uri? Api { get; set; }

    /// <summary>The token of that session. Then the profile has no password.</summary>
    public string? Token { get; set; }

    /// <summary>The certificates that vouch for an https server, in PEM form; null for those that the system trusts.</summary>
    public string? Roots { get; set; }

    /// <summary>The same, as a client takes them.</summary>
    [JsonIgnore]
    public X509Certificate2Collection? TrustedRoots
    {
        get
        {
            if (Roots is null)
                return null;
            var roots = new X509Certificate2Collection();
            roots.ImportFromPem(Roots);
            return roots;
        }
    }

    /// <summary>Whether it can be signed in with: a file may have been edited by hand.</summary>
    [JsonIgnore]
    public bool IsWhole => Server is not null && Uin > 10000 && HasSecret && Requests is not null && Answered is not null && HasRoots;

    private bool HasSecret => Api is null ? PasswordMd5 is { Length: 32 } && PasswordMd5.All(char.IsAsciiHexDigit)
        : Api is { IsAbsoluteUri: true, Scheme: "http" or "https" } && Token is { Length: > 0 } && Token.All(char.IsAscii);

    private bool HasRoots
    {
        get
        {
            try
            {
                return TrustedRoots is null or { Count: > 0 };
            }
            catch (CryptographicException)
            {
                return false;
            }
        }
    }

    /// <summary>Whether both are about the same account.</summary>
    public bool IsSameAs(SavedProfile other) => Uin == other.Uin && Server == other.Server;

    /// <summary>Certificates as the profile keeps them.</summary>
    public static string? PemOf(X509Certificate2Collection? roots) =>
        roots is null ? null : string.Join('\n', roots.Select(root => root.ExportCertificatePem()));

    public override string ToString() => $"{Uin} at {Place}";

    /// <summary>Where, for people.</summary>
    [JsonIgnore]
    public string Place => Api?.ToString() ?? Server.ToString();
}

/// <summary>Somebody who asked to be a friend.</summary>
/// <param name="Uin">Who.</param>
/// <param name="Words">In what words.</param>
internal sealed record SavedRequest(uint Uin, string Words);

/// <summary>An address as a profile has it: its URL.</summary>
internal sealed class ServerAddressJson : JsonConverter<ServerAddress>
{
    public override ServerAddress Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ServerAddress.TryParse(reader.GetString(), out var address) ? address
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, ServerAddress value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

/// <summary>Generated serializer.</summary>
[JsonSerializable(typeof(SavedProfile))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class SavedProfileJsonContext : JsonSerializerContext;
