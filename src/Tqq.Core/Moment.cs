namespace Tqq.Core;

/// <summary>
/// What time it is, said by whoever calls the rules: Core has no clock of its own.
/// Durations are measured on <see cref="Uptime"/>, which never jumps; <see cref="Wall"/> only stamps what is kept.
/// </summary>
/// <param name="Uptime">Time on a clock that nobody sets: it only grows. Where it began says nothing.</param>
/// <param name="Wall">The calendar time, which an administrator may set back or forth.</param>
public readonly record struct Moment(TimeSpan Uptime, DateTimeOffset Wall);
