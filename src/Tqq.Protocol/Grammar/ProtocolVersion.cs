namespace Tqq.Protocol.Grammar;

/// <summary>The value of `VER`: echoed, and otherwise without effect (protocol.md §2.1).</summary>
public enum ProtocolVersion : byte
{
    /// <summary>1.0.</summary>
    V10,

    /// <summary>1.1, the one the article describes.</summary>
    V11,

    /// <summary>1.2.</summary>
    V12,
}

/// <summary>The three values of `VER` as bytes.</summary>
internal static class ProtocolVersions
{
    extension(ProtocolVersion version)
    {
        public ReadOnlySpan<byte> Bytes => version switch
        {
            ProtocolVersion.V10 => "1.0"u8,
            ProtocolVersion.V11 => "1.1"u8,
            _ => "1.2"u8,
        };
    }

    public static bool TryParse(ReadOnlySpan<byte> text, out ProtocolVersion version)
    {
        version = default;
        if (text.Length != 3 || !text.StartsWith("1."u8) || text[2] is < (byte)'0' or > (byte)'2')
            return false;
        version = (ProtocolVersion)(text[2] - '0');
        return true;
    }
}
