using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>GetInfo (protocol.md §5.4): the other account decides what it shows.</summary>
internal static class ShowProfileCommand
{
    public static Step Begin(AccountState state, Operation.ShowProfile operation) => new Step.Ask(
        operation.Target,
        new PeerRequest.RevealProfile(state.Uin),
        (answer, _) => Step.Say(answer switch
        {
            PeerAnswer.ShowsProfile shown => new Answer.ProfileShown(operation.Target, shown.Profile),
            PeerAnswer.Full => Answer.Refused.Instance,
            _ => Answer.NoSuchAccount.Instance,
        }));
}
