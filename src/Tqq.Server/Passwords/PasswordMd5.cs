using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Tqq.Server.Passwords;

/// <summary>What stands for a password on the wire, and therefore in front of the slow hash that is kept.</summary>
internal static class PasswordMd5
{
    /// <summary>MD5 of a password in lower-case hex.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms",
        Justification = "the protocol's clients send MD5 (protocol.md §3); what is kept is Argon2id of it")]
    public static string Of(string password) => Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password)));
}
