using Tqq.Core.Operations;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>Query_Stat (protocol.md §5.3): from what the account has been told, without asking anybody.</summary>
internal static class ListOnlineCommand
{
    public static Step Begin(AccountState state) => Step.Say(new Answer.OnlineFriends(state.Friends?.Visible() ?? []));
}
