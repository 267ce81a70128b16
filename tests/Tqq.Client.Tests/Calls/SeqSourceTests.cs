using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Tests.Calls;

public sealed class SeqSourceTests
{
    [Fact]
    public void Two_programs_that_begin_in_the_same_millisecond_do_not_share_marks()
    {
        var time = new FakeTimeProvider();
        var first = new SeqSource(time).Next();
        time.Advance(TimeSpan.FromMicroseconds(10));
        Assert.NotEqual(first, new SeqSource(time).Next());
    }
}
