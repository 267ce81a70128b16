using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;

namespace Tqq.Server.Tests.Storage;

/// <summary>What the contract says of texts that are sent again into a log, and of what goes out of one.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_text_that_was_sent_again_with_its_key_stands_in_the_log_once()
    {
        await CreateAsync(Anna);
        var sent = new Change.SentAppended(1, Bao, "once", Noon, "k");
        var again = sent with { IsRepetition = true };
        await CommitAsync(sent);
        // Another key, another recipient, and a text whose key was another's a day ago and whose own entry was lost, are none of it.
        await CommitAsync(again with { Number = 2 }, again with { Number = 3, Key = "K" }, again with { Number = 4, Recipient = s_chen },
            again with { Number = 5, Text = "twice" }, again with { Number = 6 }, again with { Number = 7, Text = "twice" });
        Assert.Equal("1 Sent once, 3 Sent once, 4 Sent once, 5 Sent twice", await LogAsync());
        var store = await StoreAsync();
        Assert.Equal((5, "k", Noon), await store.FindSentAsync(Anna, Bao, "k", Now) is { } found
            ? (found.Number, found.Key, found.At) : default);
        Assert.Null(await store.FindSentAsync(Anna, s_chen, "K", Now));
        Assert.Null(await store.FindSentAsync(Bao, Anna, "k", Now));
    }

    [Fact]
    public async Task A_text_that_was_deleted_does_not_come_back_when_it_is_sent_again_with_its_key()
    {
        await CreateAsync(Anna);
        var sent = new Change.SentAppended(1, Bao, "once", Noon, "k");
        await CommitAsync(sent, Out(2), In(3), new Change.ItemDeleted(1, 4, Noon), new Change.ItemDeleted(2, 5, Noon));
        await CommitAsync(sent with { Number = 6, IsRepetition = true });
        Assert.Equal("1 Deleted , 2 Deleted , 3 Text in 3, 4 Deletion 1, 5 Deletion 2", await LogAsync());
        var store = await StoreAsync();
        Assert.Equal((1, LogKind.Deleted, "k"), await store.FindSentAsync(Anna, Bao, "k", Now) is { } found
            ? (found.Number, found.Kind, found.Key) : default);
        Assert.Equal(["k", null, null, null, null], (await store.ReadLogAsync(Anna, 0, 100, Now)).Items.Select(item => item.Key));
        // What the sweep has taken nobody knows any more.
        await store.SweepLogAsync(Anna, Noon.AddHours(1), long.MaxValue, anew: true, 100);
        Assert.Null(await store.FindSentAsync(Anna, Bao, "k", Now));
    }

    [Fact]
    public async Task A_key_stays_with_its_text_when_the_rows_around_it_go()
    {
        await CreateAsync(Anna);
        await CommitAsync(In(1), Out(2) with { Key = "a" }, Out(3) with { Key = "b" }, new Change.Delivered(1, 1, 4, FromLog: true));
        var store = await StoreAsync();
        Assert.Equal((1, false), await store.SweepLogAsync(Anna, Noon.AddMinutes(2), long.MaxValue, anew: true, 100));
        Assert.Equal(["b", "a"], (await store.ReadPageAsync(Anna, null, long.MaxValue, 9, Now)).Select(item => item.Key));
        Assert.Equal("out 2", (await store.FindSentAsync(Anna, Bao, "a", Now))?.Text);
    }

    [Fact]
    public async Task The_sweep_of_a_log_takes_what_is_old_and_the_oldest_of_what_is_too_much_but_nothing_that_waits()
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        await CommitAsync([.. Enumerable.Range(1, 8).Select(Change (number) => number % 2 == 0 ? Out(number) : In(number)),
            new Change.Delivered(3, 9, 9, FromLog: true), In(9, s_chen)]);
        Assert.Equal((0, false), await store.SweepLogAsync(Anna, Noon, long.MaxValue, anew: true, 100));
        Assert.Equal((2, true), await store.SweepLogAsync(Anna, Noon.AddMinutes(5), long.MaxValue, anew: true, 2));
        Assert.Equal((2, false), await store.SweepLogAsync(Anna, Noon.AddMinutes(5), long.MaxValue, anew: false, 100));
        Assert.Equal(("9 8 7 6 5", 4L), (await PageAsync(), (await store.ReadLogFactsAsync(Anna, Now))!.GoneThrough));
        // 5, 7 and 9 wait. Where all is too much, they stay.
        Assert.Equal((1, false), await store.SweepLogAsync(Anna, DateTimeOffset.MinValue, 430, anew: true, 100));
        Assert.Equal("9 8 7 5", await PageAsync());
        Assert.Equal((1, false), await store.SweepLogAsync(Anna, DateTimeOffset.MinValue, 0, anew: true, 100));
        Assert.Equal(("9 7 5", "5 7 9"), (await PageAsync(), await WaitingAsync()));
        // What was read meanwhile goes next time.
        await CommitAsync(Read(7, 10));
        Assert.Equal((2, false), await store.SweepLogAsync(Anna, Noon.AddHours(1), long.MaxValue, anew: true, 100));
        Assert.Equal("9 Text in 9, 10 Read 7", await LogAsync());
        await CommitAsync(Out(11));
        Assert.Equal("11 9", await PageAsync());
    }

    [Fact]
    public async Task The_log_of_a_deleted_account_goes_with_it_and_those_of_others_stay()
    {
        await CreateAsync(Anna);
        await CreateAsync(Bao);
        var store = await StoreAsync();
        foreach (var uin in (Uin[])[Anna, Bao])
            await store.CommitAsync(uin, [.. Enumerable.Range(1, 1200).Select(number => In(number, s_chen))]);
        await CommitAsync(new Change.AccountDeleted());
        await store.FinishDeletionAsync(Anna);
        await CreateAsync(Anna);
        await CommitAsync(new Change.LogOpened());
        Assert.Equal(("", "", ""), (await LogAsync(), await PageAsync(), await ConversationsAsync()));
        Assert.Equal(1200, (await store.ReadPageAsync(Bao, s_chen, long.MaxValue, 5000, Now)).Length);
    }

    [Fact]
    public async Task Accounts_with_logs_are_listed_for_the_sweeper()
    {
        foreach (var uin in (Uin[])[Anna, Bao, s_chen])
            await CreateAsync(uin);
        var store = await StoreAsync();
        await CommitAsync(In(1));
        await store.CommitAsync(s_chen, [In(1)]);
        Assert.Equal([(Anna, true)], await store.ListLogsAsync(new(0), Noon.AddDays(1), long.MaxValue, false, 1, Now));
        Assert.Equal([(s_chen, true)], await store.ListLogsAsync(Anna, Noon.AddDays(1), long.MaxValue, false, 9, Now));
        Assert.Empty(await store.ListUnfilledLogsAsync(Now));
        Assert.InRange((await store.ReadLogAsync(Anna, 0, 1, Now)).Epoch, 1, 1L << 52);
    }
}
