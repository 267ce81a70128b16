namespace Tqq.EndToEnd.Tests.Running;

/// <summary>A calendar that stands still until a test sets it, while the clocks of the server go on as ever.</summary>
public sealed class StandingCalendar : TimeProvider
{
    /// <summary>What it says.</summary>
    public DateTimeOffset Now { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now;
}
