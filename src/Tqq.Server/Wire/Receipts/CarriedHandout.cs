using Tqq.Core;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// A reply with messages on its way to a client that does not count what it takes (protocol.md §4). Written to by the
/// connection's loop, looked at by all.
/// </summary>
/// <param name="carrier">The connection it is on.</param>
/// <param name="uin">Whose messages.</param>
/// <param name="number">What the account calls it.</param>
internal sealed class CarriedHandout(HandoutCarrier carrier, Uin uin, long number)
{
    private const long NotKnown = -1;

    private WrittenReply? _written;
    private volatile HandoutStage _stage;
    private volatile bool _isConfirmed;
    private long _end = NotKnown;
    private int _waiting;

    public HandoutCarrier Carrier => carrier;

    public Uin Uin => uin;

    public long Number => number;

    /// <summary>How far it is on its way into the kernel.</summary>
    public HandoutStage Stage
    {
        get => _stage;
        set => _stage = value;
    }

    /// <summary>Where and when it was written; null while the kernel has not got all of it, or the loop has not said so.</summary>
    public WrittenReply? Written
    {
        get => Volatile.Read(ref _written);
        set => Volatile.Write(ref _written, value);
    }

    /// <summary>Whether the account has been told that the client's TCP has confirmed it.</summary>
    public bool IsConfirmed
    {
        get => _isConfirmed;
        set => _isConfirmed = value;
    }

    /// <summary>Up to which byte of the connection it goes; null where that is not known, or not yet.</summary>
    public long? End
    {
        get => Volatile.Read(ref _end) is var end and not NotKnown ? end : null;
        set => Volatile.Write(ref _end, value ?? NotKnown);
    }

    /// <summary>How many requests wait for its confirmation; counted by those that wait.</summary>
    public ref int Waiting => ref _waiting;

    /// <summary>It goes to the kernel now.</summary>
    /// <param name="end">Up to which byte of the connection it will go; null where that is not known before.</param>
    public void Send(long? end)
    {
        End = end;
        _stage = HandoutStage.Sent;
    }

    /// <summary>The same, of a reply of which is known only that it was written by some time.</summary>
    public WrittenReply WrittenBy(TimeSpan time) => new(time, End);

    /// <summary>Whether the client's TCP has confirmed it; only once it is written.</summary>
    public TcpLook Look() => carrier.LookAt(Written!.End);

    /// <summary>
    /// Whether the client's TCP has confirmed it though the loop has not said yet that it is written: a client may answer a reply before
    /// the thread that sent it has come back from the kernel.
    /// </summary>
    public bool IsConfirmedAlready =>
        _stage != HandoutStage.Made && End is { } end && carrier.LookAt(end) is { IsOver: false, HasAll: true };
}

/// <summary>How far a reply with messages is on its way into the kernel.</summary>
internal enum HandoutStage : byte
{
    /// <summary>It is being made.</summary>
    Made,

    /// <summary>It is being given to the kernel, which takes at once what it has room for.</summary>
    Sent,

    /// <summary>The kernel had no room for all of it: it hangs until the client takes some.</summary>
    Hanging,
}

/// <summary>A reply that the kernel has.</summary>
/// <param name="At">Since when, on the clock that counts up.</param>
/// <param name="End">Up to which byte, of all that were sent on the connection, it goes; null where that is not known.</param>
internal sealed record WrittenReply(TimeSpan At, long? End);
