using Tqq.Core;
using Tqq.Core.Changes;

namespace Tqq.Server.Tests.Storage;

/// <summary>What the contract says of the keys by which a text is taken once.</summary>
public abstract partial class StoreContract
{
    [Fact]
    public async Task A_text_that_settings_keep_out_leaves_nothing()
    {
        var snapshot = await AfterAsync(Text(1), new Change.TextSwallowed(Bao, "spam", Noon), Text(2),
            new Change.TextSwallowed(Bao, "spam", Noon));
        Assert.Equal((2L, 0L, 2), (snapshot!.LastMessageId, snapshot.DeliveredThrough, snapshot.Undelivered));
        Assert.Equal(["hi", "hi"], (await (await StoreAsync()).ReadMessagesAsync(Anna, 0, 10, TestContext.Current.CancellationToken))
            .Select(message => message.Text));
    }

    [Fact]
    public async Task The_keys_of_texts_are_kept_in_their_order_also_of_those_that_settings_keep_out()
    {
        await CreateAsync(Bao);
        await (await StoreAsync()).CommitAsync(Bao, [Text(1, Key(9))]);
        await CreateAsync(Anna);
        var store = await StoreAsync();
        await store.CommitAsync(Anna, [Text(1, Key(1)), Text(2), new Change.TextSwallowed(Bao, "spam", Noon, Key(2, -8))]);
        // What is there already is not there twice.
        await store.CommitAsync(Anna, [Text(1, Key(1))]);
        await store.CommitAsync(Anna, [Text(3, Key(ulong.MaxValue, long.MinValue)), new Change.Delivered(3, 3, 6)]);
        await store.DisposeAsync();
        _store = store = await OpenAsync();
        Assert.Equal([Key(1), Key(2, -8), Key(ulong.MaxValue, long.MinValue)],
            (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys);
        Assert.Equal([Key(9)], (await store.LoadAsync(Bao, TestContext.Current.CancellationToken))!.TextKeys);
        Assert.Equal([1L, 2L, 3L], (await store.ReadMessagesAsync(Anna, 0, 10, TestContext.Current.CancellationToken)).Select(message =>
            message.Id));
    }

    [Fact]
    public async Task Keys_outlive_their_messages_and_are_swept_when_they_are_old()
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        await store.CommitAsync(Anna, [Text(1, Key(1)), Text(2, Key(2)), Text(3, Key(3), Noon.AddHours(1)), new Change.Delivered(3, 3, 6)]);
        Assert.Equal(3, (await store.SweepMessagesAsync(Noon.AddDays(1), 0, 100)).Removed);
        Assert.Equal(3, (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys.Length);
        Assert.Equal(new(0, null), await store.SweepTextKeysAsync(Noon, 0, 100));
        var step = await store.SweepTextKeysAsync(Noon.AddMinutes(1), 0, 1);
        Assert.Equal(new(1, null), await store.SweepTextKeysAsync(Noon.AddMinutes(1), step.Next!.Value, 100));
        Assert.Equal([Key(3)], (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys);
        // When all are gone, the next ones are found all the same.
        Assert.Equal(1, (await store.SweepTextKeysAsync(Noon.AddDays(1), 0, 100)).Removed);
        Assert.Empty((await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys);
        await store.CommitAsync(Anna, [Text(4, Key(4)), Text(5, Key(5)), Text(6, Key(6)), Text(7, Key(7))]);
        Assert.Equal([Key(4), Key(5), Key(6), Key(7)], (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys);
    }

    [Fact]
    public async Task The_keys_of_a_deleted_account_go_and_those_of_others_stay()
    {
        await CreateAsync(Anna);
        await CreateAsync(Bao);
        var store = await StoreAsync();
        for (var id = 1; id <= 3; id++)
            foreach (var uin in (Uin[])[Anna, Bao])
                await store.CommitAsync(uin, [Text(id, Key((ulong)id))]);
        await store.CommitAsync(Anna, [new Change.AccountDeleted()]);
        await store.FinishDeletionAsync(Anna);
        await CreateAsync(Anna);
        Assert.Empty((await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.TextKeys);
        Assert.Equal([Key(1), Key(2), Key(3)], (await store.LoadAsync(Bao, TestContext.Current.CancellationToken))!.TextKeys);
        Assert.Equal(3, (await store.SweepTextKeysAsync(Noon.AddDays(1), 0, 100)).Removed);
    }
}
