using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>The key of a text, and from it those of the messages into which it is cut (`MK`, protocol.md §4).</summary>
internal static class TextKey
{
    /// <summary>The longest key of a text: the number of the message has to stand behind it.</summary>
    public const int MaxLength = 50;

    /// <summary>128 random bits in base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The keys of the messages of one text, by their number from 0.</summary>
    /// <exception cref="ArgumentException">The key is not allowed.</exception>
    public static Func<int, MessageKey> ForMessages(string key) =>
        key.Length <= MaxLength && MessageKey.TryParse(Encoding.UTF8.GetBytes(key), out _)
            ? number => MessageKey.TryParse(Encoding.ASCII.GetBytes($"{key}.{number + 1}"), out var one) ? one : throw new ArgumentOutOfRangeException(nameof(number))
            : throw new ArgumentException($"A key has 1 to {MaxLength} characters of 0-9, A-Z, a-z and _.:-", nameof(key));
}
