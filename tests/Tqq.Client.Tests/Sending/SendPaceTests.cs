using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Tests.Sending;

public sealed class SendPaceTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Some_go_at_once_and_then_one_each_interval()
    {
        var pace = new SendPace(TimeSpan.FromSeconds(1), 3, _time);
        for (var sent = 0; sent < 3; sent++)
            await pace.WaitAsync(TestContext.Current.CancellationToken);
        var fourth = pace.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(fourth.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        await fourth;
    }

    [Fact]
    public void A_pause_earns_the_burst_again_and_no_more()
    {
        var pace = new SendPace(TimeSpan.FromSeconds(1), 3, _time);
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([true, true, true, false],
            Enumerable.Range(0, 4).Select(_ => pace.WaitAsync(TestContext.Current.CancellationToken).IsCompleted));
    }
}
