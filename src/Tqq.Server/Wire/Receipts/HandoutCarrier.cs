using System.Net.Sockets;
using Tqq.Core;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// A connection that carries replies with messages. Used by the connection's own loop; <see cref="Ended"/> and <see cref="LookAt"/> by all.
/// </summary>
/// <param name="carriers">All of them.</param>
/// <param name="socket">The connection's socket, where it has one.</param>
internal sealed class HandoutCarrier(HandoutCarriers carriers, Socket? socket)
{
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<CarriedHandout> _carried = [];

    /// <summary>Ends when all has been told of this connection.</summary>
    public Task Ended => _ended.Task;

    /// <summary>The reply that is being made carries messages.</summary>
    public void Carry(Uin uin, long number)
    {
        // Behind a proxy one connection carries replies to many accounts.
        _carried.RemoveAll(handout => !carriers.IsCurrent(handout));
        var handout = new CarriedHandout(this, uin, number);
        _carried.Add(handout);
        carriers.Add(handout);
    }

    /// <summary>The reply that was made last goes to the kernel now.</summary>
    /// <param name="end">Up to which byte of the connection it will go; null where that is not known before.</param>
    public void Send(long? end)
    {
        if (_carried is [.., { Written: null } last])
            last.Send(end);
    }

    /// <summary>Its last bytes go to the kernel now, and only now it is known how many they are.</summary>
    /// <param name="end">Up to which byte of the connection they go.</param>
    public void Measure(long end)
    {
        if (_carried is [.., { Written: null } last])
            last.End = end;
    }

    /// <summary>The kernel had no room for all of it.</summary>
    public void Hang()
    {
        if (_carried is [.., { Written: null } last])
            last.Stage = HandoutStage.Hanging;
    }

    /// <summary>The kernel has all of the reply that was made last.</summary>
    /// <param name="since">Since when at the latest, as the rules count time (<see cref="Moment.Uptime"/>).</param>
    /// <param name="end">How many bytes it was given in the life of the connection; null where that is not known.</param>
    public void Wrote(TimeSpan since, long? end)
    {
        if (_carried is [.., { Written: null } last])
            last.Written = new(since, end);
    }

    /// <summary>Looks whether the client's TCP has confirmed all up to a byte.</summary>
    public TcpLook LookAt(long? end) => socket is not null && end is { } known ? socket.LookAt(known) : new(IsOver: false, HasAll: true);

    /// <summary>Whether something is still to be said of a reply that it carried.</summary>
    public bool IsAwaited => _carried.Exists(carriers.IsCurrent);

    /// <summary>The client has ended its side in order, and nothing is to be sent to it any more.</summary>
    public void ClientEnded()
    {
        foreach (var handout in _carried)
            carriers.ClientEnded(handout);
    }

    /// <summary>The connection is over, and all there is to say of it is said.</summary>
    /// <param name="isBroken">
    /// Whether it broke or was closed by force. Then it does not matter what the client's TCP has confirmed:
    /// its program may not have read it.
    /// </param>
    public void End(bool isBroken)
    {
        isBroken = isBroken || socket is { WasReset: true };
        foreach (var handout in _carried)
            carriers.End(handout, isBroken);
        _ended.SetResult();
    }
}
