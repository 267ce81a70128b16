using System.Net.Sockets;

namespace Tqq.Server.Wire.Receipts;

/// <summary>A connection that carries replies with messages, as far as their receipt depends on it. It knows none of them.</summary>
/// <param name="socket">Its socket, where it has one.</param>
internal sealed class CarryingConnection(Socket? socket)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when all has been told of the replies on this connection.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether it was reset. The kernel says so once: to be asked at its end.</summary>
    public bool WasReset => socket is { WasReset: true };

    /// <summary>Looks whether the client's TCP has confirmed all up to a byte.</summary>
    /// <param name="end">Up to which byte of all that were sent; null where that is not known, and then all counts as confirmed.</param>
    public TcpLook LookAt(long? end) => socket is not null && end is { } known ? socket.LookAt(known) : new(IsOver: false, HasAll: true);

    /// <summary>All has been told of the replies on it.</summary>
    public void End() => _ended.SetResult();
}
