using System.Collections.Immutable;
using Tqq.Core.Presence;

namespace Tqq.Core.Devices;

/// <summary>What the disk knows of an account's devices.</summary>
/// <param name="Sessions">The sessions, ascending by number.</param>
/// <param name="LastId">The highest number ever used; 0 where the account never had a device.</param>
/// <param name="Status">The status that the account chose last.</param>
public sealed record DeviceSnapshot(ImmutableArray<DeviceSession> Sessions, int LastId, Status Status)
{
    /// <summary>No device ever.</summary>
    public static readonly DeviceSnapshot None = new([], 0, Status.Online);
}
