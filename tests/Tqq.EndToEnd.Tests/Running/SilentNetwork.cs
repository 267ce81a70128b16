using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// A network that falls silent for one connection: a filter of the client's kernel drops whatever comes, as if it had got lost on the way.
/// </summary>
public static class SilentNetwork
{
    private const int SocketLevel = 1; // SOL_SOCKET
    private const int AttachFilter = 26; // SO_ATTACH_FILTER

    // One instruction of the classic packet filter: keep 0 bytes (BPF_RET | BPF_K).
    private static readonly byte[] s_dropAll = [6, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>From now on nothing comes through to this socket.</summary>
    public static unsafe void FallSilent(Socket socket)
    {
        fixed (byte* instruction = s_dropAll)
        {
            // struct sock_fprog: how many instructions, and where they are.
            Span<byte> program = stackalloc byte[16];
            program.Clear();
            program[0] = 1;
            MemoryMarshal.Write(program[8..], (nint)instruction);
            socket.SetRawSocketOption(SocketLevel, AttachFilter, program);
        }
    }

    /// <summary>Waits until the server's kernel holds a reply that this client's has not confirmed.</summary>
    public static async Task AwaitUnconfirmedAsync(Socket client, CancellationToken cancellationToken)
    {
        var (server, own) = (Hex((IPEndPoint)client.RemoteEndPoint!), Hex((IPEndPoint)client.LocalEndPoint!));
        for (; ; await Task.Delay(1, cancellationToken))
            foreach (var line in await File.ReadAllLinesAsync("/proc/net/tcp", cancellationToken))
                // Number, own end, other end, state, bytes to send and to receive.
                if (line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var from, var to, _, var queues, ..] && from == server
                    && to == own && !queues.StartsWith("00000000:", StringComparison.Ordinal))
                    return;
    }

    private static string Hex(IPEndPoint end) =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.ToUInt32(end.Address.MapToIPv4().GetAddressBytes()):X8}:{end.Port:X4}");
}
