using Tqq.Core.Changes;
using Tqq.Core.Log;

namespace Tqq.Server.Tests.Storage;

/// <summary>What the contract says of read markers: what they leave unread, and what waits for a session all the same.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task Who_never_spoke_cannot_be_marked_read_and_no_row_comes_of_it()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1));
        foreach (var peer in (uint[])[5, 10_003, uint.MaxValue])
            Assert.Equal(new LogWaiting(1, 4), await CommitAsync(Read(1, peer + 10L, new(peer))));
        await CommitAsync(Read(0, 1L << 40), Read(-1, 1L << 41));
        Assert.Equal("1 Text in 1", await LogAsync());
        Assert.Equal("10002: in 1 at 1, 1 unread behind 0", await ConversationsAsync());
    }

    [Fact]
    public async Task Marks_forwards_step_by_step_leave_unread_what_stands_behind_them()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), Out(2), In(3), In(4, s_chen), In(5), new Change.ItemDeleted(3, 6, Noon), In(7));
        foreach (var (through, unread) in ((long, int)[])[(1, 2), (3, 2), (5, 1), (7, 0), (7, 0)])
        {
            await CommitAsync(Read(through, 10 + through));
            Assert.Contains($"10002: in 7 at 7, {unread} unread behind {through}", await ConversationsAsync(), StringComparison.Ordinal);
        }

        await CommitAsync(In(20));
        Assert.Contains("10002: in 20 at 20, 1 unread behind 7", await ConversationsAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_without_a_session_waits_no_longer_and_says_how_much_that_is()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1, text: "1234"), In(2, s_chen), In(3, text: "123"), Out(4));
        Assert.Equal(new LogWaiting(2, 7), await CommitAsync(Read(2, 5)));
        Assert.Equal(new LogWaiting(2, 7), await CommitAsync(Read(2, 6)));
        Assert.Equal("2 3", await WaitingAsync());
        var snapshot = await (await StoreAsync()).LoadAsync(Anna, Now);
        Assert.Equal((2, 7L, 0L), (snapshot!.Undelivered, snapshot.UndeliveredBytes, snapshot.DeliveredThrough));
        // What is acknowledged behind it counts for itself.
        await CommitAsync(new Change.Delivered(2, 9, 9, FromLog: true));
        snapshot = await (await StoreAsync()).LoadAsync(Anna, Now);
        Assert.Equal((1, 3L, "3"), (snapshot!.Undelivered, snapshot.UndeliveredBytes, await WaitingAsync(2)));
        Assert.Equal(new LogWaiting(0, 0), await CommitAsync(Read(4, 7)));
    }

    [Fact]
    public async Task What_was_read_while_a_session_lived_waits_until_it_ends_or_another_begins()
    {
        await CreateAsync(Anna);
        await CommitAsync(s_session, In(1), In(2, s_chen));
        Assert.Equal(new LogWaiting(2, 8), await CommitAsync(Read(1, 3, settles: false)));
        Assert.Equal("1 2", await WaitingAsync());
        await CommitAsync(s_session with { GoesOn = true });
        Assert.Equal("1 2", await WaitingAsync());
        Assert.Equal(new LogWaiting(1, 4), await CommitAsync(new Change.SessionEnded()));
        Assert.Equal("2", await WaitingAsync());
        await CommitAsync(Read(2, 4, s_chen, settles: false));
        Assert.Equal(new LogWaiting(0, 0), await CommitAsync(s_session));
        Assert.Equal("", await WaitingAsync());
    }

    [Fact]
    public async Task What_a_device_has_read_or_deleted_is_not_counted_again_when_a_session_acknowledges_it()
    {
        await CreateAsync(Anna);
        await CommitAsync(s_session, In(1), In(2, s_chen), In(3), Read(1, 4), new Change.ItemDeleted(3, 5, Noon),
            In(6), Out(7), In(8, text: "123"));
        Assert.Equal(new LogWaiting(2, 7), await CommitAsync(new Change.Delivered(3, 3, 12, FromLog: true)));
        Assert.Equal(new LogWaiting(2, 7), await CommitAsync(new Change.Delivered(2, 9, 9, FromLog: true)));
        Assert.Equal(new LogWaiting(1, 3), await CommitAsync(new Change.Delivered(6, 4, 16, FromLog: true)));
        Assert.Equal(new LogWaiting(0, 0), await CommitAsync(Read(8, 9)));
        Assert.Equal(new LogWaiting(0, 0), await CommitAsync(new Change.Delivered(8, 5, 19, FromLog: true)));
        Assert.Equal(new LogWaiting(1, 5), await CommitAsync(In(10)));
    }
}
