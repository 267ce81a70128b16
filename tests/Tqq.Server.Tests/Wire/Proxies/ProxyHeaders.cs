using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Tqq.Server.Tests.Wire.Proxies;

/// <summary>PROXY headers as proxies write them.</summary>
internal static class ProxyHeaders
{
    public static byte[] Version1(IPEndPoint source) =>
        Encoding.ASCII.GetBytes(
            $"PROXY {(source.Address.GetAddressBytes().Length == 4 ? "TCP4" : "TCP6")} {source.Address} {(source.Address.GetAddressBytes().Length == 4 ? "10.0.0.1" : "fd00::1")} {source.Port} 8000\r\n");

    public static byte[] Version2(IPEndPoint source, int extra = 0)
    {
        var address = source.Address.GetAddressBytes();
        Span<byte> port = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(port, (ushort)source.Port);
        return Version2(0x21, address.Length == 4 ? (byte)0x11
            : (byte)0x21, [.. address, .. new byte[address.Length], .. port, 0x1f, 0x40, .. new byte[extra]]);
    }

    public static byte[] Version2(byte command, byte family, byte[] rest) =>
        [.. "\r\n\r\n\0\r\nQUIT\n"u8, command, family, (byte)(rest.Length >> 8), (byte)rest.Length, .. rest];
}
