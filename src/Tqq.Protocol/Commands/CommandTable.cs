using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Commands;

/// <summary>
/// All commands, a row each (protocol.md §5). A new one needs a name in <see cref="Command"/>, a row here, and the
/// files of its request and its reply.
/// </summary>
public static class CommandTable
{
    /// <summary>The rows, in the order of <see cref="Command"/>.</summary>
    public static ImmutableArray<CommandRow> Rows { get; } =
    [
        new(Command.Login, "LOGIN", LoginRequest.Read, LoginReply.Read) { IsAllowedBeforeLogin = true },
        new(Command.List, "LIST", ListRequest.Read, ListReply.Read),
        new(Command.QueryStat, "QUERY_STAT", QueryStatRequest.Read, QueryStatReply.Read),
        new(Command.GetInfo, "GETINFO", GetInfoRequest.Read, GetInfoReply.Read),
        new(Command.AddToList, "AddToList", AddToListRequest.Read, AddToListReply.Read),
        new(Command.AckAddToList, "Ack_AddToList", AckAddToListRequest.Read, Always(BareReply.Instance)),
        new(Command.DelFromList, "DelFromList", DelFromListRequest.Read, Always(AmpersandReply.Instance)),
        new(Command.ChangeStat, "Change_Stat", ChangeStatRequest.Read, Always(AmpersandReply.Instance)),
        new(Command.GetMsgEx, "GETMSGEX", Always(GetMsgExRequest.Instance), GetMsgExReply.Read),
        new(Command.CltMsg, "CLTMSG", CltMsgRequest.Read, Always(AmpersandReply.Instance)),
        new(Command.Logout, "LOGOUT", Always(LogoutRequest.Instance), Always(BareReply.Instance)) { IsAllowedBeforeLogin = true },
    ];

    extension(Command command)
    {
        /// <summary>The row of a command.</summary>
        public CommandRow Row => Rows[(int)command];

        /// <summary>The name as replies carry it.</summary>
        public string WireName => command.Row.Name;
    }

    /// <summary>Finds a command by its name in any case.</summary>
    public static bool TryFind(ReadOnlySpan<byte> name, [NotNullWhen(true)] out CommandRow? row)
    {
        row = null;
        foreach (var candidate in Rows)
        {
            if (!Ascii.EqualsIgnoreCase(name, candidate.NameBytes))
                continue;
            row = candidate;
            return true;
        }

        return false;
    }

    // For a command whose requests have no fields.
    private static RequestReader Always(Request request) => (BodyFields _, out Request? read) =>
    {
        read = request;
        return ParseFailure.None;
    };

    // The same for its replies.
    private static ReplyReader Always(Reply reply) => _ => reply;
}

/// <summary>Reads what a request of one command has beyond the head.</summary>
/// <returns>Why it is none; <see cref="ParseFailure.None"/> where it is one.</returns>
internal delegate ParseFailure RequestReader(BodyFields fields, out Request? request);

/// <summary>Reads what a reply of one command has behind `RES=0`.</summary>
/// <returns>The reply; null where a field is missing or no number.</returns>
internal delegate Reply? ReplyReader(BodyFields fields);

/// <summary>
/// One command of the protocol: its name, and how its requests and replies are read. They write themselves
/// (<see cref="Request"/>, <see cref="Reply"/>).
/// </summary>
public sealed class CommandRow
{
    internal CommandRow(Command command, string name, RequestReader readRequest, ReplyReader readReply) =>
        (Command, Name, NameBytes, ReadRequest, ReadReply) = (command, name, Encoding.ASCII.GetBytes(name), readRequest, readReply);

    /// <summary>The command.</summary>
    public Command Command { get; }

    /// <summary>Its name: spelled so in every reply, in any case in requests (protocol.md §2.2).</summary>
    public string Name { get; }

    /// <summary>Whether who is not logged in gets another answer than `RES=20`.</summary>
    public bool IsAllowedBeforeLogin { get; internal init; }

    internal byte[] NameBytes { get; }

    internal RequestReader ReadRequest { get; }

    internal ReplyReader ReadReply { get; }
}
