using System.Text;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Commands;

/// <summary>Reads what a request of one command has beyond the head.</summary>
/// <returns>Why it is none; <see cref="ParseFailure.None"/> where it is one.</returns>
internal delegate ParseFailure RequestReader(BodyFields fields, out Request? request);

/// <summary>Reads what a reply of one command has behind `RES=0`.</summary>
/// <returns>The reply; null where a field is missing or no number.</returns>
internal delegate Reply? ReplyReader(BodyFields fields);

/// <summary>One command of the protocol: its name, and how its requests and replies are read. They write themselves (<see cref="Request"/>, <see cref="Reply"/>).</summary>
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
