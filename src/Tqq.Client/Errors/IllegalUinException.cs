using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>A number is no account (RES=5, protocol.md §2.2): below 10000, or nobody has it.</summary>
public sealed class IllegalUinException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    /// <param name="uin">The number.</param>
    public IllegalUinException(Command command, uint uin)
        : base($"{uin} is no account (RES=5 to {command.WireName}).") => (Command, Uin) = (command, uin);

    /// <summary>What was asked.</summary>
    public Command Command { get; }

    /// <summary>The number.</summary>
    public uint Uin { get; }
}
