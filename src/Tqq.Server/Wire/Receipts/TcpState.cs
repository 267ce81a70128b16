using System.Buffers.Binary;
using System.Net.Sockets;

namespace Tqq.Server.Wire.Receipts;

/// <summary>What the kernel knows of a connection. Known on Linux only.</summary>
internal static class TcpState
{
    private const int Tcp = 6;
    private const int TcpInfo = 11;

    // struct tcp_info of linux/tcp.h; it only ever grows. Of its states, 7 is TCP_CLOSE: after a reset or when both sides have ended.
    // In 8, TCP_CLOSE_WAIT, the client has ended and this side has not.
    private const int State = 0;
    private const byte Close = 7;
    private const byte CloseWait = 8;
    private const int Unacknowledged = 24;
    private const int BytesAcknowledged = 120;
    private const int NotSent = 144;
    private const int Size = NotSent + sizeof(uint);
    private const int Gone = -1;

    extension(Socket socket)
    {
        /// <summary>
        /// How many bytes the kernel of the client has confirmed while there are others that it has not; null where it has all.
        /// </summary>
        public long? Confirmed
        {
            get
            {
                Span<byte> info = stackalloc byte[Size];
                return !OperatingSystem.IsLinux() || Ask(socket, info) != Size
                    || (BinaryPrimitives.ReadUInt32LittleEndian(info[Unacknowledged..]) == 0
                        && BinaryPrimitives.ReadUInt32LittleEndian(info[NotSent..]) == 0)
                    ? null
                    : BinaryPrimitives.ReadInt64LittleEndian(info[BytesAcknowledged..]);
            }
        }

        /// <summary>Whether the client has ended its side in order, and this side has not ended.</summary>
        public bool HasClientEnded
        {
            get
            {
                Span<byte> info = stackalloc byte[Size];
                return OperatingSystem.IsLinux() && Ask(socket, info) != Gone && info[State] == CloseWait;
            }
        }

        /// <summary>
        /// Whether the connection was reset. The kernel says so once, and the other readers of the connection
        /// no more: to be asked at its end.
        /// </summary>
        public bool WasReset
        {
            get
            {
                try
                {
                    return socket.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is not 0;
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return true;
                }
            }
        }

        /// <summary>Looks at the connection: one system call.</summary>
        /// <param name="end">Up to which byte, of all that were sent on it.</param>
        public TcpLook LookAt(long end)
        {
            Span<byte> info = stackalloc byte[Size];
            if (!OperatingSystem.IsLinux())
                return new(IsOver: false, HasAll: true);
            var length = Ask(socket, info);
            if (length == Gone)
                return new(IsOver: true, HasAll: false);
            return new(info[State] == Close, length < Size || BinaryPrimitives.ReadInt64LittleEndian(info[BytesAcknowledged..]) >= end);
        }
    }

    // How many bytes the kernel has written, or that the socket is not to be asked any more.
    private static int Ask(Socket socket, Span<byte> info)
    {
        try
        {
            return socket.GetRawSocketOption(Tcp, TcpInfo, info);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return Gone;
        }
    }
}

/// <summary>What a look at a connection showed.</summary>
/// <param name="IsOver">Whether nothing can come or go any more: it was reset, or both sides have ended.</param>
/// <param name="HasAll">Whether the client's TCP has confirmed all bytes that were asked for. True where the kernel does not tell.</param>
internal readonly record struct TcpLook(bool IsOver, bool HasAll);
