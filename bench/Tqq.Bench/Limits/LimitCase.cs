namespace Tqq.Bench.Limits;

/// <summary>One thing that a server does, and its limit.</summary>
/// <param name="Name">What.</param>
/// <param name="Bodies">What each of the connections asks.</param>
/// <param name="KeepsAlive">Whether the connections are kept.</param>
/// <param name="IsDurable">Whether the reply promises an fsync.</param>
/// <param name="Aim">At least so many times the speed of the bare handler; null where there is no aim.</param>
internal sealed record LimitCase(string Name, IReadOnlyList<string> Bodies, bool KeepsAlive = true, bool IsDurable = false,
    double? Aim = null);
