using Tqq.Core.Operations;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Commands;

/// <summary>List (protocol.md §5.2).</summary>
internal static class ListFriendsCommand
{
    public static Step Begin(AccountState state, Operation.ListFriends operation) => Step.Say(
        operation.Whole ? new Answer.FriendList(state.Contacts.Friends()) : new Answer.FriendTotal(state.Contacts.FriendCount));
}
