using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What is asked again while the first transaction hangs.</summary>
public sealed partial class UnwritableStoreTests
{
    [Fact]
    public async Task A_request_that_may_have_been_done_is_not_done_again_when_it_is_repeated()
    {
        var (anna, bao) = (await AddAsync(Anna), await AddAsync(Bao));
        await anna.Execute(new Operation.ListFriends(false), Caller());
        var fate = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(fate.Task));
        var caller = Caller();
        Assert.IsType<Answer.Silence>((await anna.Execute(new Operation.SendText(Bao, "hi", 2), caller)).Answer);
        fate.SetResult(default);
        Assert.IsType<Answer.Silence>((await anna.Execute(new Operation.SendText(Bao, "hi", 2), caller)).Answer);
        Assert.Equal(["hi"], await FetchAsync(bao));
    }

    [Fact]
    public async Task A_request_that_equals_one_in_flight_waits_for_its_answer_also_behind_another_request()
    {
        var (anna, bao) = (await AddAsync(Anna), await AddAsync(Bao));
        await anna.Execute(new Operation.ListFriends(false), Caller());
        var hanging = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => hanging.Task;
        var caller = Caller();
        var first = anna.Execute(new Operation.SendText(Bao, "hi", 2), caller).AsTask();
        var between = anna.Execute(new Operation.ListFriends(false), Caller()).AsTask();
        var again = anna.Execute(new Operation.SendText(Bao, "hi", 2),
            caller with { Repetition = caller.Repetition!.Value with { Arrived = _clock.Now().Uptime } }).AsTask();
        Assert.False(first.IsCompleted || between.IsCompleted || again.IsCompleted);
        hanging.SetResult(default);
        Assert.IsType<Answer.Done>((await first).Answer);
        Assert.True((await again).IsRepetition);
        Assert.Equal(["hi"], await FetchAsync(bao));
    }

    [Fact]
    public async Task A_text_with_a_key_in_a_hanging_transaction_is_not_appended_again_and_gets_its_answer_when_that_ends()
    {
        var (anna, bao) = (await AddAsync(Anna), await AddAsync(Bao));
        var fate = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(fate.Task));
        // The same bytes again, and others: whichever, it is the key that counts.
        var (send, caller) = (new Operation.SendText(Bao, "hi", 2, "k"), Caller());
        Assert.IsType<Answer.Silence>((await anna.Execute(send, caller)).Answer);
        Assert.IsType<Answer.Silence>((await anna.Execute(send, caller)).Answer);
        Assert.IsType<Answer.Silence>((await anna.Execute(send, Caller())).Answer);
        Assert.IsType<Answer.KeyReused>((await anna.Execute(send with { Text = "other" }, Caller())).Answer);

        fate.SetResult(default);
        Assert.IsType<Answer.Done>((await anna.Execute(send, Caller())).Answer);
        Assert.IsType<Answer.Done>((await anna.Execute(send, caller)).Answer);
        Assert.Equal(["hi"], await FetchAsync(bao));
    }

    [Fact]
    public async Task A_text_with_a_key_whose_hanging_transaction_fails_is_taken_when_it_is_repeated()
    {
        var (anna, bao) = (await AddAsync(Anna), await AddAsync(Bao));
        var fate = new TaskCompletionSource<LogWaiting>();
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreUncertainException(fate.Task));
        var send = new Operation.SendText(Bao, "hi", 2, "k");
        Assert.IsType<Answer.Silence>((await anna.Execute(send, Caller())).Answer);
        fate.SetException(new IOException("rolled back"));
        Assert.IsType<Answer.Done>((await anna.Execute(send, Caller())).Answer);
        Assert.IsType<Answer.Done>((await anna.Execute(send, Caller())).Answer);
        Assert.Equal(["hi"], await FetchAsync(bao));
        // What was withdrawn leaves no key.
        _disk.Next = () => Task.FromException<LogWaiting>(new StoreBusyException());
        Assert.IsType<Answer.Refused>((await anna.Execute(send with { Text = "more", Key = "l" }, Caller())).Answer);
        Assert.IsType<Answer.Done>((await anna.Execute(send with { Text = "more, put otherwise", Key = "l" }, Caller())).Answer);
    }
}
