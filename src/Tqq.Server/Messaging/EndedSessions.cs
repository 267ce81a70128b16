using System.Collections.Immutable;
using Tqq.Core.Devices;
using Tqq.Core.Sessions;

namespace Tqq.Server.Messaging;

/// <summary>The sessions of an account that an administrator has ended.</summary>
/// <param name="Wire">The session of the wire; null where there was none.</param>
/// <param name="Devices">The device sessions, ascending by number.</param>
/// <param name="Left">How many device sessions go on.</param>
[GenerateSerializer, Immutable]
public sealed record EndedSessions(SessionRecord? Wire, ImmutableArray<DeviceSession> Devices, int Left);
