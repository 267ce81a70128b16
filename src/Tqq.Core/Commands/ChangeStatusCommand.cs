using Tqq.Core.Changes;
using Tqq.Core.Operations;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>Change_Stat (protocol.md §5.8).</summary>
internal static class ChangeStatusCommand
{
    public static Step Begin(AccountState state, Operation.ChangeStatus operation)
    {
        var session = state.Session!;
        if (session.Record.Status == operation.Status)
            return Step.Say(Answer.Done.Instance);
        var before = state.Seen;
        session.SetStatus(operation.Status);
        return new Step.Done(Answer.Done.Instance)
        {
            Changes = [new Change.StatusSet(operation.Status)],
            Tells = state.TellIfChanged(before),
        };
    }
}
