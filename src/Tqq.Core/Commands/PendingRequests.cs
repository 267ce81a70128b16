using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>What the two answers to a request have in common (protocol.md §5.6).</summary>
internal static class PendingRequests
{
    /// <summary>An answer to a request that nobody made: RES=0 without effect, unless there is no such account.</summary>
    public static Step NobodyAsked(Uin target) => new Step.Ask(
        target,
        PeerRequest.AreYouThere.Instance,
        (answer, _) => Step.Say(answer is PeerAnswer.NoSuchAccount ? Answer.NoSuchAccount.Instance : Answer.Done.Instance));

    /// <summary>The request is settled, without a friendship.</summary>
    public static Step Settle(Uin asker, Answer answer) => new Step.Done(answer) { Changes = [new Change.RequestSettled(asker)] };
}
