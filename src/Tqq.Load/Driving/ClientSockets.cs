using System.Net;
using System.Net.Sockets;
using Tqq.Client;
using Tqq.Load.Planning;

namespace Tqq.Load.Driving;

/// <summary>Makes connections, and keeps one for each account where the plan says so.</summary>
internal sealed class ClientSockets : IDisposable
{
    private const int OptionLevelIp = 0;
    private const int BindAddressNoPort = 24;

    private readonly LoadPlan _plan;
    private readonly EndPoint _server;
    private readonly Stream?[] _kept;
    private long _reconnects;

    public ClientSockets(LoadPlan plan, EndPoint server, int accounts) =>
        (_plan, _server, _kept) = (plan, server, plan.KeepsAlive ? new Stream?[accounts] : []);

    /// <summary>Whether connections are kept.</summary>
    public bool IsKeeping => _kept.Length > 0;

    /// <summary>How many kept connections the server had closed when they were needed again.</summary>
    public long Reconnects => Volatile.Read(ref _reconnects);

    /// <summary>The kept connection of an account, if there is one; it is the caller's from now on.</summary>
    public Stream? Take(int account) => IsKeeping ? Interlocked.Exchange(ref _kept[account], null) : null;

    /// <summary>Keeps a connection for the account's next request.</summary>
    public void Keep(int account, Stream connection) => _kept[account] = connection;

    /// <summary>A kept connection turned out to be closed.</summary>
    public void CountReconnect() => Interlocked.Increment(ref _reconnects);

    /// <summary>
    /// A new socket for an account; an account always comes from the same address, because its session may be known by that.
    /// </summary>
    public Socket Create(int account)
    {
        var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (_plan.From.Count == 0)
                return socket;
            // The port is chosen when the other end is known: so one address can use a port to several servers, and need not search.
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(OptionLevelIp, BindAddressNoPort, BitConverter.GetBytes(1));
            socket.Bind(new IPEndPoint(_plan.From[account % _plan.From.Count], 0));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Connects a socket, with TLS where the server's address says so.</summary>
    public async Task<Stream> ConnectAsync(Socket socket)
    {
        await socket.ConnectAsync(_server, CancellationToken.None).ConfigureAwait(false);
        return await ServerStream.OpenAsync(socket, _plan.Server, _plan.TrustedRoots, CancellationToken.None).ConfigureAwait(false);
    }

    public void Dispose()
    {
        foreach (var connection in _kept)
            connection?.Dispose();
    }
}
