using System.Net;
using Orleans;

namespace Tqq.Core.Access;

/// <summary>A login with an app password.</summary>
/// <param name="At">When, by the calendar.</param>
/// <param name="From">From which address.</param>
[GenerateSerializer, Immutable]
public sealed record AppPasswordUse(DateTimeOffset At, IPAddress From);
