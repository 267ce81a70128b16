using System.Net;
using System.Net.Sockets;
using Tqq.Cli.Benching.Planning;

namespace Tqq.Cli.Benching.Driving;

/// <summary>Makes connections, and keeps one for each account where the plan says so.</summary>
internal sealed class ClientSockets : IDisposable
{
    private const int OptionLevelIp = 0;
    private const int BindAddressNoPort = 24;

    private readonly EndPoint _server;
    private readonly IReadOnlyList<IPAddress> _from;
    private readonly Socket?[] _kept;
    private long _reconnects;

    public ClientSockets(BenchPlan plan, EndPoint server, int accounts) => (_server, _from, _kept) = (server, plan.From, plan.KeepsAlive ? new Socket?[accounts] : []);

    /// <summary>Whether connections are kept.</summary>
    public bool IsKeeping => _kept.Length > 0;

    /// <summary>How many kept connections the server had closed when they were needed again.</summary>
    public long Reconnects => Volatile.Read(ref _reconnects);

    /// <summary>The kept connection of an account, if there is one; it is the caller's from now on.</summary>
    public Socket? Take(int account) => IsKeeping ? Interlocked.Exchange(ref _kept[account], null) : null;

    /// <summary>Keeps a connection for the account's next request.</summary>
    public void Keep(int account, Socket socket) => _kept[account] = socket;

    /// <summary>A kept connection turned out to be closed.</summary>
    public void CountReconnect() => Interlocked.Increment(ref _reconnects);

    /// <summary>A new socket for an account; an account always comes from the same address, because its session may be known by that.</summary>
    public Socket Create(int account)
    {
        var socket = new Socket(_server.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            if (_from.Count == 0)
                return socket;
            // The port is chosen when the other end is known: so one address can use a port to several servers, and need not search.
            if (OperatingSystem.IsLinux())
                socket.SetRawSocketOption(OptionLevelIp, BindAddressNoPort, BitConverter.GetBytes(1));
            socket.Bind(new IPEndPoint(_from[account % _from.Count], 0));
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    public ValueTask ConnectAsync(Socket socket) => socket.ConnectAsync(_server, CancellationToken.None);

    public void Dispose()
    {
        foreach (var socket in _kept)
            socket?.Dispose();
    }
}
