using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tqq.Core.Sessions;

namespace Tqq.Server.Cluster;

/// <summary>Makes session keys: 128 random bits as 22 characters of base64url (protocol.md §3).</summary>
public static class SessionKeys
{
    /// <summary>A new key.</summary>
    public static SessionKey Make()
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        return new(text, Convert.ToHexString(SHA256.HashData(Encoding.ASCII.GetBytes(text))));
    }
}
