using Tqq.Core;

namespace Tqq.Server.Wire.Receipts;

/// <summary>A reply with messages on its way to a client that does not count what it takes (protocol.md §4).</summary>
/// <param name="carrier">The connection it is on.</param>
/// <param name="uin">Whose messages.</param>
/// <param name="number">What the account calls it.</param>
internal sealed class CarriedHandout(HandoutCarrier carrier, Uin uin, long number)
{
    private WrittenReply? _written;

    public HandoutCarrier Carrier => carrier;

    public Uin Uin => uin;

    public long Number => number;

    /// <summary>Where and when it was written; null while the kernel has not got all of it.</summary>
    public WrittenReply? Written
    {
        get => Volatile.Read(ref _written);
        set => Volatile.Write(ref _written, value);
    }

    /// <summary>Whether the account has been told that the client's TCP has confirmed it.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Whether the client's TCP has confirmed it; only once it is written.</summary>
    public TcpLook Look() => carrier.LookAt(_written!.End);

    /// <summary>How many requests wait for its confirmation; counted by those that wait.</summary>
    public ref int Waiting => ref _waiting;

    private int _waiting;
}
