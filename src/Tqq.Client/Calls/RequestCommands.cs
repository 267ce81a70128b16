using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>What a request is to its server.</summary>
internal static class RequestCommands
{
    extension(Request request)
    {
        /// <summary>The command it belongs to.</summary>
        public Command Command => request switch
        {
            LoginRequest => Command.Login,
            ListRequest => Command.List,
            QueryStatRequest => Command.QueryStat,
            GetInfoRequest => Command.GetInfo,
            AddToListRequest => Command.AddToList,
            AckAddToListRequest => Command.AckAddToList,
            DelFromListRequest => Command.DelFromList,
            ChangeStatRequest => Command.ChangeStat,
            GetMsgExRequest => Command.GetMsgEx,
            CltMsgRequest => Command.CltMsg,
            _ => Command.Logout,
        };

        /// <summary>Whom it is about, for the words of an error.</summary>
        public uint? TargetUin => request switch
        {
            GetInfoRequest info => info.Target,
            AddToListRequest add => add.Target,
            AckAddToListRequest ack => ack.Target,
            DelFromListRequest delete => delete.Target,
            CltMsgRequest message => message.Target,
            _ => null,
        };

        /// <summary>Whether the server answers with two replies and closes (protocol.md §5.3).</summary>
        public bool HasTwoReplies => request is QueryStatRequest { WantsList: false };
    }
}
