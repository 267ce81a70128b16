namespace Tqq.Protocol.Grammar;

/// <summary>A number on the wire: 1 to 10 ASCII digits, 0..4294967295 (protocol.md §2).</summary>
public static class WireNumber
{
    /// <summary>Reads a number; false for anything else.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out uint number)
    {
        number = 0;
        if (text.Length is 0 or > 10)
            return false;
        ulong value = 0;
        foreach (var digit in text)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return false;
            value = (value * 10) + (ulong)(digit - '0');
        }

        number = (uint)value;
        return value <= uint.MaxValue;
    }
}
