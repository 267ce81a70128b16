using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>A request of the account's client.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Origin">Where it comes from.</param>
[GenerateSerializer, Immutable]
internal sealed record ExecuteRequest(Operation Operation, RequestOrigin Origin) : AccountCall<Outcome>
{
    public override ValueTask<Outcome> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        new ClientRequest(Operation, Origin).RunAsync(host);

    public override Outcome AnswerUnreadable(StoreRefusedException cause) => new Answer.Refused(cause.Reason());
}

/// <summary>A request of the account's client, most of which are polls.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Origin">Where it comes from.</param>
internal readonly record struct ClientRequest(Operation Operation, RequestOrigin Origin) : IFrequentCall<Outcome>
{
    // Most requests change nothing: they are answered at once, on the thread that read them.
    public ValueTask<Outcome> RunAsync(AccountHost host)
    {
        if (host.Queue.IsBusy || AsksFriendsFirst(host))
            return new(RunQueuedAsync(host));
        var now = host.Services.Clock.Now();
        var step = Begin(host, now);
        if (step is not Step.Done { Changes.IsEmpty: true, Tells.IsEmpty: true } done)
        {
            var answered = new TaskCompletionSource<Outcome>();
            RunStepAsync(host, Origin.Caller, step, answered).Ignore();
            return new(answered.Task);
        }

        host.Account.Answered(Origin.Caller, done, now);
        return new(done.Outcome);
    }

    public AccountCall<Outcome> ToCall() => new ExecuteRequest(Operation, Origin);

    /// <summary>In a turn, in the account's queue: runs it to its end.</summary>
    public async Task<Step.Done> RunToEndAsync(AccountHost host)
    {
        if (AsksFriendsFirst(host))
            await host.AskFriendsAsync();
        var done = await host.Steps.RunAsync(Begin(host, host.Services.Clock.Now()));
        host.Account.Answered(Origin.Caller, done, host.Services.Clock.Now());
        return done;
    }

    // Of its own, because what a closure keeps is allocated at the beginning of its method.
    private Task<Outcome> RunQueuedAsync(AccountHost host)
    {
        var request = this;
        return host.Queue.RunAsync(async () => (await request.RunToEndAsync(host)).Outcome);
    }

    // Those who are online have been asked when the session began; who is asked for them waits for what they answer.
    private bool AsksFriendsFirst(AccountHost host) =>
        Operation is Operation.ListOnline && (host.Account.Presence.IsUnknown || !host.News.Telling.IsCompleted);

    private Step Begin(AccountHost host, Moment now)
    {
        var step = host.Account.Begin(Operation, Origin, now);
        if (host.Account.TakeAside() is { } aside)
        {
            // Memory follows what the store counts of a log; all else of this it has done already.
            if (aside is Change.Delivered { FromLog: true })
                host.Steps.StoreAsync([aside]).Ignore();
            else
                host.Steps.StoreAside(aside);
        }

        return step;
    }

    // The queue is free: the same as its RunAsync, but that sends are too many for so many layers; and whoever waits for the answer goes on
    // at once when the turn is over, on the same thread: the reply is on its way, and no other thread had to be found for it.
    private static async Task RunStepAsync(AccountHost host, Caller caller, Step step, TaskCompletionSource<Outcome> answered)
    {
        host.Queue.Pin();
        await host.Queue.EnterAsync();
        try
        {
            var done = await host.Steps.RunAsync(step);
            host.Account.Answered(caller, done, host.Services.Clock.Now());
            SchedulerBatch.AfterTurn(() => answered.SetResult(done.Outcome));
        }
        catch (Exception e)
        {
            answered.SetException(e);
        }
        finally
        {
            host.Queue.Leave();
            host.Queue.Unpin();
        }
    }
}
