using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using static Tqq.Server.Wire.Commands.WireCommand;

namespace Tqq.Server.Wire.Commands;

/// <summary>
/// All commands, a row each: what a request means to the rules, and how their answer is said. How both are read and
/// written stands in the protocol's table.
/// </summary>
internal static class WireCommands
{
    /// <summary>The rows, in the order of <see cref="Command"/>.</summary>
    public static ImmutableArray<WireCommand> Rows { get; } =
    [
        new(Command.Login, toOperation: null, static (_, answer, options) => answer switch
        {
            Answer.LoggedIn login =>
                new LoginReply((uint)options.Heartbeat.TotalSeconds, (uint)options.SessionTimeout.TotalSeconds, login.Key),
            Answer.LoginFailed => LoginFailedReply.WrongPassword,
            Answer.KeyRequired => LoginFailedReply.KeyRequired,
            _ => null,
        }),
        Of<ListRequest>(Command.List, static list => new Operation.ListFriends(list.WantsList), static (_, answer) => answer switch
        {
            Answer.FriendTotal total => new ListCountReply((uint)total.Count),
            Answer.FriendList list => new ListReply([.. list.Uins.Select(uin => uin.Value)]),
            _ => null,
        }),
        new(Command.QueryStat, static _ => Operation.ListOnline.Instance, static (received, answer, _) => answer switch
        {
            Answer.OnlineFriends online when received.Request.HasTwoReplies => new ListCountReply((uint)online.Visible.Length),
            Answer.OnlineFriends online => new QueryStatReply(
                [.. online.Visible.Select(friend =>
                    new OnlineFriend((uint)friend.Avatar, (uint)friend.Seen, friend.Uin.Value, friend.Nick))]),
            _ => null,
        }) { SecondReply = QueryStatReply.Nobody },
        Of<GetInfoRequest>(Command.GetInfo, static info => new Operation.ShowProfile(new(info.Target)), static (info, answer) =>
            answer is Answer.ProfileShown shown ? new GetInfoReply(info.Level, shown.Target.Value, Values(shown.Seen.Profile)) : null),
        Of<AddToListRequest>(Command.AddToList, static add => new Operation.AddFriend(new(add.Target)), static (_, answer) =>
            answer is Answer.AddAnswered added ? new AddToListReply((uint)added.Outcome, added.Target.Value) : null),
        Of<AckAddToListRequest>(Command.AckAddToList, static ack => ToOperation(ack, new(ack.Target)), BareReply.Instance),
        Of<DelFromListRequest>(Command.DelFromList, static delete =>
            new Operation.RemoveFriend(new(delete.Target)), AmpersandReply.Instance),
        Of<ChangeStatRequest>(Command.ChangeStat, static change =>
            new Operation.ChangeStatus((Status)change.Status), AmpersandReply.Instance),
        new(Command.GetMsgEx, static received =>
            received.IsShort ? Operation.FetchMessages.Short : Operation.FetchMessages.Instance, static (received, answer, _) =>
            answer is Answer.HandedOut mail ? HandoutReply.Of(mail, received.Counts) : null),
        Of<CltMsgRequest>(
            Command.CltMsg,
            static message => new Operation.SendText(new(message.Target), message.Text, message.Utf8Length, message.Key?.ToString()),
            AmpersandReply.Instance),
        Of<LogoutRequest>(Command.Logout, static _ => Operation.EndSession.Instance, static (_, answer) =>
            answer is Answer.Done or Answer.NothingToEnd ? BareReply.Instance : null),
    ];

    /// <summary>The row of a request.</summary>
    public static WireCommand Of(ReceivedRequest request) => Rows[(int)request.Head.Command];

    private static Operation ToOperation(AckAddToListRequest ack, Uin target) => ack.Code switch
    {
        0 => new Operation.AcceptFriend(target),
        1 => new Operation.RefuseFriend(target, ack.Words),
        2 => new Operation.AskFriend(target, ack.Words),
        _ => new Operation.AnswerOutOfRange(),
    };

    private static ImmutableDictionary<string, string> Values(Profile profile) =>
        FieldRules.All.ToImmutableDictionary(rule => rule.Field.ToString(), rule => profile[rule.Field]);
}
