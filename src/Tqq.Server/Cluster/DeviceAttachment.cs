using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>A stream of a device session. It ends when it is disposed of.</summary>
/// <param name="device">The number of the session.</param>
/// <param name="signal">What is raised when there is something new.</param>
/// <param name="detach">Has the account hear of its end; returns at once.</param>
[Immutable]
internal sealed class DeviceAttachment(int device, IDeviceSignal signal, Action<DeviceAttachment> detach) : IDisposable
{
    private int _isOver;

    /// <summary>The number of the session.</summary>
    public int Device => device;

    /// <summary>What is raised when there is something new.</summary>
    public IDeviceSignal Signal => signal;

    /// <summary>The stream is gone. Returns at once.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
            detach(this);
    }
}
