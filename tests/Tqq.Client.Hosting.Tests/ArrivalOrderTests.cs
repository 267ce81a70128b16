using Microsoft.Extensions.Time.Testing;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Of each sender at most one item is handled that the server cannot be told of, unless the item before it takes long.</summary>
public sealed class ArrivalOrderTests
{
    private const uint Anna = 10001;
    private const uint Bao = 10002;

    private readonly FakeTimeProvider _time = new();
    private readonly ArrivalOrder _order;
    private readonly ArrivalOrder.Place _first;
    private readonly ArrivalOrder.Place _second;
    private readonly ArrivalOrder.Place _third;

    public ArrivalOrderTests()
    {
        _order = new(_time);
        (_first, _second, _third) = (_order.Add(Anna), _order.Add(Bao), _order.Add(Bao));
    }

    private Task AwaitAsync(ArrivalOrder.Place place) => _order.AwaitAsync(place, TestContext.Current.CancellationToken);

    [Fact]
    public void The_first_item_of_each_sender_waits_for_nobody()
    {
        Assert.True(AwaitAsync(_first).IsCompleted);
        Assert.True(AwaitAsync(_second).IsCompleted);
    }

    [Fact]
    public async Task The_next_one_waits_while_an_item_of_somebody_else_that_came_before_is_not_handled()
    {
        _order.Settle(_second);
        var waiting = AwaitAsync(_third);
        Assert.False(waiting.IsCompleted);
        _order.Settle(_first);
        await waiting;
    }

    [Fact]
    public async Task It_waits_for_a_second_only_and_those_that_come_behind_a_slow_item_do_not_wait_at_all()
    {
        _order.Settle(_second);
        var waiting = AwaitAsync(_third);
        _time.Advance(ArrivalOrder.Patience);
        await waiting;
        _order.Settle(_third);
        Assert.True(AwaitAsync(_order.Add(Bao)).IsCompleted);
    }

    [Fact]
    public void What_is_handled_in_the_order_of_arrival_keeps_nobody_waiting()
    {
        _order.Settle(_first);
        _order.Settle(_second);
        Assert.True(AwaitAsync(_third).IsCompleted);
    }

    [Fact]
    public async Task An_item_that_comes_after_a_pause_has_its_second_too()
    {
        foreach (var place in new[] { _first, _second, _third })
            _order.Settle(place);
        _time.Advance(10 * ArrivalOrder.Patience);
        var (slow, handled) = (_order.Add(Anna), _order.Add(Bao));
        _order.Settle(handled);
        var waiting = AwaitAsync(_order.Add(Bao));
        Assert.False(waiting.IsCompleted);
        _order.Settle(slow);
        await waiting;
    }

    [Fact]
    public async Task The_end_of_the_time_ends_the_waiting()
    {
        using var end = new CancellationTokenSource();
        _order.Settle(_second);
        var waiting = _order.AwaitAsync(_third, end.Token);
        await end.CancelAsync();
        await waiting;
    }
}
