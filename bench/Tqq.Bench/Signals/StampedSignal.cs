using System.Diagnostics;
using Tqq.Server.Messaging;

namespace Tqq.Bench.Signals;

/// <summary>Notes when it was raised last.</summary>
internal sealed class StampedSignal : IDeviceSignal
{
    private long _raised;

    /// <summary>The time stamp.</summary>
    public long Raised => Volatile.Read(ref _raised);

    public void Raise() => Volatile.Write(ref _raised, Stopwatch.GetTimestamp());
}
