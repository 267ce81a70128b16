using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Protocol.Requests;
using Request = Tqq.Protocol.Requests.Request;

namespace Tqq.Server.Wire.Mapping;

/// <summary>What a request of the protocol asks of the messenger.</summary>
internal static class RequestMapping
{
    /// <summary>The operation of a request; Login is none, it goes its own way.</summary>
    /// <param name="request">The request.</param>
    /// <param name="isShort">Whether its client gets short replies (protocol.md §5.9).</param>
    public static Operation ToOperation(Request request, bool isShort) => request switch
    {
        GetMsgExRequest => isShort ? Operation.FetchMessages.Short : Operation.FetchMessages.Instance,
        CltMsgRequest message => new Operation.SendText(new Uin(message.Target), message.Text, message.Utf8Length, message.Key?.ToString()),
        QueryStatRequest => Operation.ListOnline.Instance,
        ListRequest list => new Operation.ListFriends(list.WantsList),
        GetInfoRequest info => new Operation.ShowProfile(new Uin(info.Target)),
        ChangeStatRequest change => new Operation.ChangeStatus((Status)change.Status),
        AddToListRequest add => new Operation.AddFriend(new Uin(add.Target)),
        AckAddToListRequest ack => ack.Code switch
        {
            0 => new Operation.AcceptFriend(new Uin(ack.Target)),
            1 => new Operation.RefuseFriend(new Uin(ack.Target), ack.Words),
            2 => new Operation.AskFriend(new Uin(ack.Target), ack.Words),
            _ => new Operation.AnswerOutOfRange(),
        },
        DelFromListRequest delete => new Operation.RemoveFriend(new Uin(delete.Target)),
        LogoutRequest => Operation.EndSession.Instance,
        _ => throw new ArgumentOutOfRangeException(nameof(request), request.GetType().Name, "no operation for this"),
    };
}
