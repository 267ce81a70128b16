using System.Net.Sockets;

namespace Tqq.Server.Wire;

/// <summary>What the kernel knows of a connection before its bytes have been looked at.</summary>
internal static class TcpState
{
    // Linux: the first byte of struct tcp_info is the state; 7 is TCP_CLOSE, after a reset or when both sides have ended.
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const byte Close = 7;

    extension(Socket socket)
    {
        /// <summary>Whether nothing can come or go any more. Known on Linux only.</summary>
        public bool IsDead
        {
            get
            {
                if (!OperatingSystem.IsLinux())
                    return false;
                try
                {
                    Span<byte> state = stackalloc byte[1];
                    return socket.GetRawSocketOption(Tcp, TcpInfo, state) == 1 && state[0] == Close;
                }
                catch (Exception e) when (e is SocketException or ObjectDisposedException)
                {
                    return true;
                }
            }
        }
    }
}
