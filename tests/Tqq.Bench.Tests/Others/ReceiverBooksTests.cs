using Tqq.Bench.Others.Checking;

namespace Tqq.Bench.Tests.Others;

public sealed class ReceiverBooksTests
{
    private static readonly Route s_route = new(3);
    // of sender 0 it gets 2, 5, 8, ... and of sender 1 it gets 1, 4, 7, ...
    private readonly ReceiverBooks _books = new(s_route, receiver: 2);

    [Fact]
    public void What_comes_once_and_in_order_is_clean()
    {
        Take(0, 2, 5, 8);
        Take(1, 1, 4);
        Assert.Equal(new Tally(Sent: 5, Received: 5, Lost: 0, Twice: 0, OutOfOrder: 0), Close(9, 5));
    }

    [Fact]
    public void A_gap_is_a_loss()
    {
        Take(0, 2, 8);
        Assert.Equal(new Tally(Sent: 3, Received: 2, Lost: 1, Twice: 0, OutOfOrder: 0), Close(9, 0));
    }

    [Fact]
    public void A_missing_end_is_a_loss()
    {
        Take(0, 2);
        Assert.Equal(new Tally(Sent: 3, Received: 1, Lost: 2, Twice: 0, OutOfOrder: 0), Close(9, 0));
    }

    [Fact]
    public void A_message_that_comes_again_is_counted_once()
    {
        Take(0, 2, 5, 2);
        Assert.Equal(new Tally(Sent: 2, Received: 2, Lost: 0, Twice: 1, OutOfOrder: 0), Close(6, 0));
    }

    [Fact]
    public void A_message_behind_a_later_one_is_out_of_order_and_not_lost()
    {
        Take(0, 2, 8, 5, 11);
        Assert.Equal(new Tally(Sent: 4, Received: 4, Lost: 0, Twice: 0, OutOfOrder: 1), Close(12, 0));
    }

    [Fact]
    public void A_late_message_that_comes_again_is_both()
    {
        Take(0, 5, 2, 2);
        Assert.Equal(new Tally(Sent: 2, Received: 2, Lost: 0, Twice: 1, OutOfOrder: 1), Close(6, 0));
    }

    [Fact]
    public void A_duplicate_hides_no_loss()
    {
        Take(0, 2, 2);
        Assert.Equal(1, Close(6, 0).Lost);
    }

    [Fact]
    public void A_message_for_another_is_an_error() => Assert.Throws<InvalidOperationException>(() => Take(0, 3));

    [Fact]
    public void Every_message_has_one_receiver_and_that_one_expects_it()
    {
        for (var sender = 0; sender < 3; sender++)
            for (var number = 0; number < 9; number++)
                Assert.Equal(0, (number - s_route.First(sender, s_route.Receiver(sender, number))) % 3);
    }

    private void Take(int sender, params int[] numbers)
    {
        foreach (var number in numbers)
            _books.Take(new(sender, number, SentAt: 1), now: 2);
    }

    private Tally Close(int bySender0, int bySender1) => _books.Close([bySender0, bySender1, 0]);
}
