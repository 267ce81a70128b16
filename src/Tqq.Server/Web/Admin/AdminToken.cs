using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Admin;

/// <summary>The token of admin.json.</summary>
/// <param name="token">It.</param>
internal sealed class AdminToken(string token)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Whether a request shows it.</summary>
    public bool IsShown(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        // Hashes of one length, so that the comparison takes the same time however much of the token is right.
        return authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(authorization[Scheme.Length..].Trim())), _hash);
    }
}
