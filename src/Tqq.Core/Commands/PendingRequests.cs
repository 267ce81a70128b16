using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>What the commands of §5.5 to §5.7 have in common.</summary>
internal static class PendingRequests
{
    /// <summary>An answer to a request that nobody made: RES=0 without effect, unless there is no such account.</summary>
    public static Step NobodyAsked(Uin target) => IfThere(target, Step.Say(Answer.Done.Instance));

    /// <summary>An answer that needs nothing of the other account but that there is one (§2.2).</summary>
    public static Step IfThere(Uin target, Step.Done step) => new Step.Ask(
        target, PeerRequest.AreYouThere.Instance, (answer, _) =>
            answer is PeerAnswer.NoSuchAccount ? Step.Say(Answer.NoSuchAccount.Instance) : step);

    /// <summary>The refusal that another account's answer comes to.</summary>
    public static Answer Refusal(PeerAnswer answer) => answer switch
    {
        PeerAnswer.Full full => new Answer.Refused(full.Reason),
        PeerAnswer.FriendsFull => new Answer.Refused(RefusalReason.TooManyFriends),
        _ => Answer.Refused.Instance,
    };

    /// <summary>The request is settled, without a friendship.</summary>
    public static Step Settle(Uin asker, Answer answer) => new Step.Done(answer) { Changes = [new Change.RequestSettled(asker)] };
}
