using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tqq.Protocol.Grammar;

/// <summary>
/// The mark of a request, echoed in its reply: 1..32 of `[0-9A-Za-z_.-]` (protocol.md §2.1). Holds its
/// characters itself, without a heap object.
/// </summary>
public readonly struct Seq : IEquatable<Seq>
{
    /// <summary>The longest mark, in characters.</summary>
    public const int MaxLength = 32;

    private static readonly SearchValues<byte> Allowed =
        SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_.-"u8);

    private readonly Characters _characters;
    private readonly byte _length;

    private Seq(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_characters);
        _length = (byte)text.Length;
    }

    /// <summary>The mark of a number, as counting clients use it.</summary>
    public Seq(ulong number)
    {
        _ = System.Buffers.Text.Utf8Formatter.TryFormat(number, _characters, out var length);
        _length = (byte)length;
    }

    /// <summary>Reads a mark; false where it is empty, too long or has other characters.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out Seq seq)
    {
        var isLegal = text.Length is > 0 and <= MaxLength && !text.ContainsAnyExcept(Allowed);
        seq = isLegal ? new(text) : default;
        return isLegal;
    }

    /// <summary>Copies the characters.</summary>
    /// <returns>How many there are.</returns>
    public int CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<byte> all = _characters;
        all[.._length].CopyTo(destination);
        return _length;
    }

    /// <inheritdoc/>
    public bool Equals(Seq other)
    {
        ReadOnlySpan<byte> mine = _characters, others = other._characters;
        return mine[.._length].SequenceEqual(others[..other._length]);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Seq other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        ReadOnlySpan<byte> all = _characters;
        hash.AddBytes(all[.._length]);
        return hash.ToHashCode();
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        ReadOnlySpan<byte> all = _characters;
        return Encoding.ASCII.GetString(all[.._length]);
    }

    /// <summary>Whether two marks have the same characters.</summary>
    public static bool operator ==(Seq left, Seq right) => left.Equals(right);

    /// <summary>Whether two marks differ.</summary>
    public static bool operator !=(Seq left, Seq right) => !left.Equals(right);

    [InlineArray(MaxLength)]
    private struct Characters
    {
        private byte _first;
    }
}
