using System.Collections.Concurrent;
using System.Reflection;
using Xunit.v3;

[assembly: Tqq.Tests.Bounds.Patience]

namespace Tqq.Tests.Bounds;

/// <summary>
/// No test waits for ever for something that does not come: after ten minutes the cancellation token of the test is cancelled, and the test
/// fails under its own name. Ten, because the slowest takes one, and a machine may have much else to do.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class PatienceAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan s_most = TimeSpan.FromMinutes(10);
    private static readonly ConcurrentDictionary<string, Timer> s_running = [];

    /// <inheritdoc/>
    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        var context = TestContext.Current;
        s_running[test.UniqueID] = new(_ => context.CancelCurrentTest(), null, s_most, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (s_running.TryRemove(test.UniqueID, out var timer))
            timer.Dispose();
    }
}
