using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Presence;

namespace Tqq.Server.Tests.Storage;

/// <summary>What the contract says of the logs of accounts.</summary>
public abstract partial class StoreContract
{
    private static readonly Uin s_chen = new(10003);
    private static readonly Change.SessionStarted s_session = new(new(IPAddress.Loopback, null, Status.Online, Noon));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static Change.MessageAppended In(long number, Uin? from = null, string? text = null) =>
        new(new(number, MessageKind.Text, from ?? Bao, text ?? $"in {number}", Noon.AddMinutes(number)), IntoLog: true);

    private static Change.SentAppended Out(long number, Uin? to = null) => new(number, to ?? Bao, $"out {number}", Noon.AddMinutes(number));

    private static Change.ReadMarked Read(long through, long number, Uin? peer = null, bool settles = true) =>
        new(peer ?? Bao, through, number, settles);

    private async Task<string> LogAsync(long after = 0, int limit = 100) =>
        string.Join(", ", (await (await StoreAsync()).ReadLogAsync(Anna, after, limit, Now)).Items.Select(item =>
            $"{item.Number} {item.Kind} {item.Text}"));

    private async Task<string> PageAsync(Uin? peer = null, long before = long.MaxValue, int limit = 100) =>
        string.Join(' ', (await (await StoreAsync()).ReadPageAsync(Anna, peer, before, limit, Now)).Select(item => item.Number));

    private async Task<string> WaitingAsync(long after = 0, int limit = 100) =>
        string.Join(' ', (await (await StoreAsync()).ReadMessagesAsync(Anna, after, limit, Now)).Select(message => message.Id));

    private async Task<string> ConversationsAsync(long before = long.MaxValue, int limit = 100) => string.Join(
        ", ", (await (await StoreAsync()).ListConversationsAsync(Anna, before, limit, Now)).Select(one =>
            $"{one.Peer}: {one.LastItem?.Text} at {one.Last}, {one.Unread} unread behind {one.ReadThrough}"));

    private async Task<LogWaiting> CommitAsync(params Change[] changes) => await (await StoreAsync()).CommitAsync(Anna, [.. changes]);

    [Fact]
    public async Task An_account_keeps_no_log_until_one_is_begun_and_then_what_stood_in_its_mailbox_stands_there()
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        await CommitAsync(Text(1, "old"), Text(2, "later"), Text(4, "last"), new Change.Delivered(2, 2, 8));
        Assert.False((await store.LoadAsync(Anna, Now))!.KeepsLog);
        Assert.Null(await store.ReadLogFactsAsync(Anna, Now));
        Assert.Equal(("", "", ""), (await LogAsync(), await PageAsync(), await ConversationsAsync()));
        for (var again = 0; again < 2; again++)
        {
            await CommitAsync(new Change.LogOpened());
            Assert.Equal("1 Text old, 2 Text later, 4 Text last", await LogAsync());
            Assert.Equal("4", await WaitingAsync(2));
            // What was delivered before counts as read.
            Assert.Equal("10002: last at 4, 1 unread behind 2", await ConversationsAsync());
        }

        var snapshot = await store.LoadAsync(Anna, Now);
        Assert.Equal((true, 4L, 2L, 1, 4L),
            (snapshot!.KeepsLog, snapshot.LastMessageId, snapshot.DeliveredThrough, snapshot.Undelivered, snapshot.UndeliveredBytes));
    }

    [Fact]
    public async Task Whatever_goes_into_a_log_begins_it()
    {
        await CreateAsync(Anna);
        await CommitAsync(Text(1));
        await CommitAsync(Out(2));
        Assert.Equal("1 Text hi, 2 Sent out 2", await LogAsync());
        Assert.Equal(100 + 2 + 100 + 5, (await (await StoreAsync()).ReadLogFactsAsync(Anna, Now))!.Bytes);
        await CreateAsync(Bao);
        await (await StoreAsync()).CommitAsync(Bao, [In(1, Anna)]);
        Assert.Equal("in 1", Assert.Single(await (await StoreAsync()).ReadMessagesAsync(Bao, 0, 9, Now)).Text);
    }

    [Fact]
    public async Task A_log_has_both_sides_in_one_order_and_everything_in_it_is_stored_once()
    {
        await AfterAsync(In(1), Out(2), In(3, s_chen), new Change.FriendNoted(s_chen, true, 4, Noon), Out(6, s_chen), Read(1, 7));
        Assert.Equal("1 Text in 1, 2 Sent out 2, 3 Text in 3, 4 Friend 1, 6 Sent out 6, 7 Read 1", await LogAsync());
        Assert.Equal("3 Text in 3, 4 Friend 1", await LogAsync(after: 2, limit: 2));
        Assert.Equal("", await LogAsync(after: 7));
        Assert.Equal("3", await WaitingAsync());
        Assert.Equal(7, (await (await StoreAsync()).LoadAsync(Anna, Now))!.LastMessageId);
        await CommitAsync(In(8, text: "你好"));
        Assert.Equal("8 Text 你好", await LogAsync(after: 7));
    }

    [Fact]
    public async Task A_page_goes_backwards_of_all_or_of_one()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), In(2, s_chen), Out(3), new Change.FriendNoted(Bao, true, 4, Noon), In(5, s_chen), In(6));
        Assert.Equal(("6 5 3 2 1", "5 3", "6 3 1", "3", ""),
            (await PageAsync(), await PageAsync(before: 6, limit: 2), await PageAsync(Bao), await PageAsync(Bao, 6, 1),
            await PageAsync(new(10009))));
    }

    [Fact]
    public async Task Conversations_are_listed_newest_first_with_what_is_unread()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), In(2, s_chen), In(3, s_chen), Out(4, new(10004)), In(5));
        Assert.Equal("10002: in 5 at 5, 2 unread behind 0, 10004: out 4 at 4, 0 unread behind 0, 10003: in 3 at 3, 2 unread behind 0",
            await ConversationsAsync());
        Assert.Equal("10004: out 4 at 4, 0 unread behind 0", await ConversationsAsync(before: 5, limit: 1));
        await CommitAsync(Read(2, 6, s_chen), Read(1000, 7));
        Assert.Equal("10002: in 5 at 5, 0 unread behind 5, 10004: out 4 at 4, 0 unread behind 0, 10003: in 3 at 3, 1 unread behind 2",
            await ConversationsAsync());
        // A lower marker changes nothing, and an older one gives way to the newer.
        await CommitAsync(Read(1, 8, s_chen), Read(3, 9, s_chen));
        Assert.Equal("7 Read 5, 9 Read 3", await LogAsync(after: 5));
    }

    [Fact]
    public async Task A_page_forwards_has_what_was_said_with_one_peer_wherever_it_stands()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), Out(2), In(3, s_chen), In(4), new Change.ItemDeleted(2, 5, Noon), Read(1, 6), In(7));
        var store = await StoreAsync();
        async Task<string> AfterAsync(long after, int limit = 100) =>
            string.Join(' ', (await store.ReadPageAfterAsync(Anna, Bao, after, limit, Now)).Select(item => item.Number));
        Assert.Equal(("1 2 4 7", "4 7", "4", ""), (await AfterAsync(0), await AfterAsync(2), await AfterAsync(2, 1), await AfterAsync(7)));
        Assert.Empty(await store.ReadPageAfterAsync(Bao, Anna, 0, 100, Now));
    }

    [Fact]
    public async Task An_announcement_stands_in_the_conversation_with_10000_and_in_no_other()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), In(2, Uin.System), In(3, s_chen));
        Assert.Equal(("3 2 1", "1", "2", "3", ""),
            (await PageAsync(), await PageAsync(Bao), await PageAsync(Uin.System), await PageAsync(s_chen), await PageAsync(new(10009))));
        foreach (var (peer, number) in ((Uin, long)[])[(Bao, 1), (Uin.System, 2), (s_chen, 3)])
            Assert.Equal(number, Assert.Single(await (await StoreAsync()).ReadPageAfterAsync(Anna, peer, 0, 100, Now)).Number);
    }

    [Fact]
    public async Task The_last_item_of_a_conversation_is_one_that_is_there_and_without_one_there_is_no_conversation()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), Out(2), In(3), In(4, s_chen), new Change.ItemDeleted(2, 5, Noon));
        Assert.Equal("10003: in 4 at 4, 1 unread behind 0, 10002: in 3 at 3, 2 unread behind 0", await ConversationsAsync());
        await CommitAsync(new Change.ItemDeleted(3, 6, Noon), new Change.ItemDeleted(4, 7, Noon));
        Assert.Equal("10002: in 1 at 1, 1 unread behind 0", await ConversationsAsync());
        await CommitAsync(new Change.ItemDeleted(1, 8, Noon));
        Assert.Equal("", await ConversationsAsync());
        await CommitAsync(In(9));
        Assert.Equal("10002: in 9 at 9, 1 unread behind 0", await ConversationsAsync());
    }

    [Fact]
    public async Task A_deleted_item_leaves_a_tombstone_and_waits_no_longer()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), In(2), Out(3), In(4, s_chen), new Change.Delivered(1, 9, 9, FromLog: true));
        Assert.Equal(new LogWaiting(2, 8), await CommitAsync(new Change.ItemDeleted(1, 5, Noon)));
        Assert.Equal(new LogWaiting(1, 4), await CommitAsync(new Change.ItemDeleted(2, 6, Noon)));
        Assert.Equal(new LogWaiting(1, 4), await CommitAsync(new Change.ItemDeleted(3, 7, Noon)));
        foreach (var nothing in (long[])[2, 7, 99])
            Assert.Equal(new LogWaiting(1, 4), await CommitAsync(new Change.ItemDeleted(nothing, nothing + 100, Noon)));
        Assert.Equal("1 Deleted , 2 Deleted , 3 Deleted , 4 Text in 4, 5 Deletion 1, 6 Deletion 2, 7 Deletion 3", await LogAsync());
        Assert.Equal("4", await WaitingAsync(1));
        Assert.Equal("3 2 1", await PageAsync(Bao));
        Assert.Equal("10003: in 4 at 4, 1 unread behind 0", await ConversationsAsync());
        Assert.Equal((1, 4L), await (await StoreAsync()).LoadAsync(Anna, Now) is { } anna ? (anna.Undelivered, anna.UndeliveredBytes)
            : default);
    }

    [Fact]
    public async Task What_is_read_of_a_log_says_how_it_stands_at_that_moment()
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        var none = await store.ReadLogAsync(Anna, 0, 9, Now);
        Assert.Equal((0, 0, 0), (none.Last, none.GoneThrough, none.Items.Length));
        await CommitAsync(Out(1), Out(2), In(3), Read(3, 4));
        await store.SweepLogAsync(Anna, Noon.AddMinutes(2), long.MaxValue, anew: true, 100);
        var some = await store.ReadLogAsync(Anna, 1, 9, Now);
        Assert.Equal((none.Epoch, 4, 1, "2 3 4"),
            (some.Epoch, some.Last, some.GoneThrough, string.Join(' ', some.Items.Select(item => item.Number))));
    }
}
