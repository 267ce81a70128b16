using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tqq.Protocol.Grammar;

/// <summary>
/// The key that a sender gives a text so that it is taken once, however often it is sent: `MK`, 1..64 of
/// `[0-9A-Za-z_.:-]` (protocol.md §4).
/// </summary>
public sealed record MessageKey
{
    /// <summary>The longest key, in characters.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.:-"u8);

    private readonly string _text;

    private MessageKey(string text) => _text = text;

    /// <summary>Reads a key; false where it is empty, too long or has other characters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, [NotNullWhen(true)] out MessageKey? key)
    {
        key = text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed) ? new(Encoding.ASCII.GetString(text)) : null;
        return key is not null;
    }

    /// <summary>The key as it is sent.</summary>
    public override string ToString() => _text;
}
