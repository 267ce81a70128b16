using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// `admin.json` in the data directory: where the admin API is and the token that opens it, new at each start. Whoever can read it is the
/// administrator, so it is made readable by its owner alone from the first byte.
/// </summary>
public sealed class AdminFile
{
    /// <summary>Its name.</summary>
    public const string Name = DataDirectory.AdminName;

    private readonly string _path;

    /// <summary>Makes a new token: 256 random bits. Nothing is written yet.</summary>
    public AdminFile(string directory)
    {
        _path = Path.Combine(directory, Name);
        Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
    }

    /// <summary>The token.</summary>
    public string Token { get; }

    /// <summary>Reads the file of a running server, or null where there is none.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody but the user who runs the server may look into the directory.</exception>
    public static AdminAccess? Read(string directory)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(directory, Name)), AdminFileJson.Default.AdminAccess);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException || File.Exists(directory))
        {
            return null;
        }
    }

    /// <summary>Writes the file in one step.</summary>
    public void Write(IPEndPoint web, bool isTls)
    {
        // A server that listens everywhere is reached on loopback from here; of both kinds where it listens on IPv6.
        var address = web.Address.Equals(IPAddress.Any) || web.Address.Equals(IPAddress.IPv6Any) ? IPAddress.Loopback : web.Address;
        var draft = _path + ".new";
        File.Delete(draft);
        // That of a server that was killed opens nothing, and on a full disk it makes the room for this one.
        File.Delete(_path);
        using (var file = OwnerOnly.Open(draft, FileMode.CreateNew))
            JsonSerializer.Serialize(file, new AdminAccess($"{(isTls ? "https" : "http")}://{new IPEndPoint(address, web.Port)}", Token,
                Environment.ProcessId), AdminFileJson.Default.AdminAccess);
        File.Move(draft, _path, overwrite: true);
    }

    /// <summary>The server stops: the token opens nothing any more.</summary>
    public void Remove() => File.Delete(_path);
}

/// <summary>What stands in `admin.json`.</summary>
/// <param name="Address">The address of the web port, as a URL.</param>
/// <param name="Token">The bearer token.</param>
/// <param name="Process">The number of the server's process.</param>
public sealed record AdminAccess(string Address, string Token, int Process)
{
    /// <summary>Without the token.</summary>
    public override string ToString() => $"AdminAccess {{ Address = {Address}, Process = {Process} }}";
}

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(AdminAccess))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class AdminFileJson : JsonSerializerContext;
