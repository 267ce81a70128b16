using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>A stream of a device session. It ends when it is disposed of.</summary>
/// <param name="device">The number of the session.</param>
/// <param name="signal">What is raised when there is something new.</param>
/// <param name="detach">Has the account hear of its end; returns at once.</param>
[Immutable]
internal sealed class DeviceAttachment(int device, IDeviceSignal signal, Action<DeviceAttachment> detach) : IDisposable
{
    // Whether it is to be raised, and whether a thread is at it.
    private const int Due = 1;
    private const int Busy = 2;

    private int _isOver;
    private int _state;

    /// <summary>The number of the session.</summary>
    public int Device => device;

    /// <summary>What is raised when there is something new.</summary>
    public IDeviceSignal Signal => signal;

    /// <summary>The signal is to be raised; from any thread.</summary>
    public void NoteDue() => Interlocked.Or(ref _state, Due);

    /// <summary>Takes it to raise the signal, where that is due and no other thread is at it.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _state, Busy, Due) == Due;

    /// <summary>The signal was raised.</summary>
    /// <returns>False where it became due meanwhile: then whoever has raised it does so once more.</returns>
    public bool TryEnd()
    {
        if (Interlocked.CompareExchange(ref _state, 0, Busy) == Busy)
            return true;
        Volatile.Write(ref _state, Busy);
        return false;
    }

    /// <summary>The stream is gone. Returns at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            detach(this);
    }
}
