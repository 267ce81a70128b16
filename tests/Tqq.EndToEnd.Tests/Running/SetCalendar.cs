namespace Tqq.EndToEnd.Tests.Running;

/// <summary>A calendar that is set ahead when a test says so, while the clocks of the server go on as ever.</summary>
public sealed class SetCalendar : TimeProvider
{
    /// <summary>How far it is ahead.</summary>
    public TimeSpan Ahead { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Ahead;
}
