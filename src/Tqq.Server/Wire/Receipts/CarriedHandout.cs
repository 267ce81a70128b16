using Tqq.Core;

namespace Tqq.Server.Wire.Receipts;

/// <summary>
/// A handout that is on its way to a client that does not count what it takes (protocol.md §4): made, given to the kernel, written,
/// confirmed. Its connection's loop says how far it is; all may look at it. Whether another handout has replaced it is known to
/// <see cref="CarriedHandouts"/>.
/// </summary>
/// <param name="connection">The connection it is on.</param>
/// <param name="uin">Whose messages.</param>
/// <param name="number">What the account calls it.</param>
internal sealed class CarriedHandout(CarryingConnection connection, Uin uin, long number)
{
    private const long NotKnown = -1;

    private WrittenReply? _written;
    private volatile HandoutStage _stage;
    private volatile bool _isConfirmed;
    private long _end = NotKnown;
    private int _waiting;

    public CarryingConnection Connection => connection;

    public Uin Uin => uin;

    public long Number => number;

    /// <summary>Where and when it was written; null while the kernel has not got all of it, or the loop has not said so.</summary>
    public WrittenReply? Written => Volatile.Read(ref _written);

    /// <summary>Whether the account has been told that the client's TCP has confirmed it.</summary>
    public bool IsConfirmed => _isConfirmed;

    /// <summary>Up to which byte of the connection it goes; null where that is not known, or not yet.</summary>
    public long? End => Volatile.Read(ref _end) is var end and not NotKnown ? end : null;

    /// <summary>How many requests wait for its confirmation; counted by those that wait.</summary>
    public ref int Waiting => ref _waiting;

    /// <summary>It goes to the kernel now.</summary>
    /// <param name="end">Up to which byte of the connection it will go; null where that is not known before.</param>
    public void Send(long? end)
    {
        Volatile.Write(ref _end, end ?? NotKnown);
        _stage = HandoutStage.Sent;
    }

    /// <summary>Its last bytes go to the kernel now, and only now it is known how many they are.</summary>
    /// <param name="end">Up to which byte of the connection they go.</param>
    public void Measure(long end) => Volatile.Write(ref _end, end);

    /// <summary>The kernel had no room for all of it.</summary>
    public void Hang() => _stage = HandoutStage.Hanging;

    /// <summary>The kernel has all of it.</summary>
    /// <param name="since">Since when at the latest, as the rules count time (<see cref="Moment.Uptime"/>).</param>
    /// <param name="end">How many bytes the kernel was given in the life of the connection; null where that is not known.</param>
    public void Write(TimeSpan since, long? end) => Volatile.Write(ref _written, new(since, end));

    /// <summary>The account has been told that the client's TCP has confirmed it.</summary>
    public void Confirm() => _isConfirmed = true;

    /// <summary>Whether the client's TCP has confirmed it; only once it is written.</summary>
    public TcpLook Look() => connection.LookAt(Written!.End);

    /// <summary>Whether all of it had been written, or may have been, when a request arrived.</summary>
    /// <param name="arrived">When the request arrived.</param>
    public bool MayBeWritten(TimeSpan arrived)
    {
        if (Written is null && IsConfirmedAlready)
            Write(arrived, End);
        return Written is { } written ? arrived >= written.At : _stage == HandoutStage.Sent;
    }

    // A client may answer a reply before the thread that sent it has come back from the kernel: its TCP has then confirmed the reply,
    // and the loop has not said yet that it is written.
    private bool IsConfirmedAlready =>
        _stage != HandoutStage.Made && End is { } end && connection.LookAt(end) is { IsOver: false, HasAll: true };
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
