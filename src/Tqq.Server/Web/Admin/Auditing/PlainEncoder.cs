using System.Text;
using System.Text.Encodings.Web;

namespace Tqq.Server.Web.Admin.Auditing;

/// <summary>
/// Writes JSON for people to read and to search: with no more escapes than JSON needs. The encoders of .NET escape each character beyond
/// U+FFFF, emoji among them.
/// </summary>
internal sealed unsafe class PlainEncoder : JavaScriptEncoder
{
    private PlainEncoder()
    {
    }

    /// <summary>The only one; it has no state.</summary>
    public static PlainEncoder Instance { get; } = new();

    /// <inheritdoc />
    public override int MaxOutputCharactersPerInputCharacter => UnsafeRelaxedJsonEscaping.MaxOutputCharactersPerInputCharacter;

    /// <inheritdoc />
    public override bool WillEncode(int unicodeScalar) =>
        unicodeScalar <= char.MaxValue && UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar);

    /// <inheritdoc />
    public override bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten) =>
        UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);

    /// <inheritdoc />
    public override int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var rest = new ReadOnlySpan<char>(text, textLength);
        while (Rune.DecodeFromUtf16(rest, out var rune, out var length) == System.Buffers.OperationStatus.Done && !WillEncode(rune.Value))
            rest = rest[length..];
        return rest.IsEmpty ? -1 : textLength - rest.Length;
    }
}
