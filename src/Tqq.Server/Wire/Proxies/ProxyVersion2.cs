using System.Buffers.Binary;
using System.Net;

namespace Tqq.Server.Wire.Proxies;

/// <summary>
/// Version 2, binary: 12 bytes of signature, version and command, family, length, addresses, then fields that nobody here needs.
/// </summary>
internal static class ProxyVersion2
{
    /// <summary>The longest header. Proxies are asked to stay within 536 bytes; those that add certificates' fields take more.</summary>
    public const int LongestHeader = 2048;

    private const int Fixed = 16;
    private const byte Local = 0x20;
    private const byte Proxy = 0x21;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    public static ProxyResult Read(ReadOnlySpan<byte> bytes, out ProxyHeader header, out int consumed)
    {
        (header, consumed) = (default, 0);
        var known = Math.Min(bytes.Length, Signature.Length);
        if (!bytes[..known].SequenceEqual(Signature[..known]) || (bytes.Length > 12 && bytes[12] is not (Local or Proxy)))
            return ProxyResult.Bad;
        if (bytes.Length < Fixed)
            return ProxyResult.NeedMore;

        var whole = Fixed + BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        // Addresses of another kind mean nothing here: the header is bad. LOCAL and "unspecified" have none that count.
        int? size = (bytes[12], bytes[13]) switch
        {
            (Local, _) or (_, 0x00) => 0,
            (_, 0x11) => 4,
            (_, 0x21) => 16,
            _ => null,
        };
        if (whole > LongestHeader || size is not { } address || whole < Fixed + (address == 0 ? 0 : (2 * address) + 4))
            return ProxyResult.Bad;
        if (bytes.Length < whole)
            return ProxyResult.NeedMore;
        consumed = whole;
        if (address > 0)
            header = new(new(new IPAddress(bytes.Slice(Fixed, address)),
                BinaryPrimitives.ReadUInt16BigEndian(bytes[(Fixed + (2 * address))..])));
        return ProxyResult.Complete;
    }
}
