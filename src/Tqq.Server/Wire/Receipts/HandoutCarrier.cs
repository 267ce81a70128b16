using System.Net.Sockets;
using Tqq.Core;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// What a connection's loop says of the replies with messages that the connection carries. Used by that loop alone.
/// </summary>
/// <param name="handouts">Which handouts are the last ones of their accounts.</param>
/// <param name="socket">The connection's socket, where it has one.</param>
internal sealed class HandoutCarrier(CarriedHandouts handouts, Socket? socket)
{
    private readonly List<CarriedHandout> _carried = [];

    /// <summary>The connection.</summary>
    public CarryingConnection Connection { get; } = new(socket);

    /// <summary>Whether something is still to be said of a reply that it carried.</summary>
    public bool IsAwaited => _carried.Exists(handouts.IsCurrent);

    // The reply that was made last, until the kernel has all of it.
    private CarriedHandout? Unwritten => _carried is [.., { Written: null } last] ? last : null;

    /// <summary>The reply that is being made carries messages.</summary>
    public void Carry(Uin uin, long number)
    {
        // Behind a proxy one connection carries replies to many accounts.
        _carried.RemoveAll(handout => !handouts.IsCurrent(handout));
        var handout = new CarriedHandout(Connection, uin, number);
        _carried.Add(handout);
        handouts.Add(handout);
    }

    /// <inheritdoc cref="CarriedHandout.Send"/>
    public void Send(long? end) => Unwritten?.Send(end);

    /// <inheritdoc cref="CarriedHandout.Measure"/>
    public void Measure(long end) => Unwritten?.Measure(end);

    /// <inheritdoc cref="CarriedHandout.Hang"/>
    public void Hang() => Unwritten?.Hang();

    /// <inheritdoc cref="CarriedHandout.Write"/>
    public void Wrote(TimeSpan since, long? end) => Unwritten?.Write(since, end);

    /// <summary>The client has ended its side in order, and nothing is to be sent to it any more.</summary>
    public void ClientEnded()
    {
        foreach (var handout in _carried)
            handouts.ClientEnded(handout);
    }

    /// <summary>The connection is over, and all there is to say of it is said.</summary>
    /// <param name="isBroken">
    /// Whether it broke or was closed by force. Then it does not matter what the client's TCP has confirmed:
    /// its program may not have read it.
    /// </param>
    public void End(bool isBroken)
    {
        isBroken = isBroken || Connection.WasReset;
        foreach (var handout in _carried)
            handouts.End(handout, isBroken);
        Connection.End();
    }
}
