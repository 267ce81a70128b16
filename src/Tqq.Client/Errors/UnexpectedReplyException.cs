using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>What came back is no reply of the protocol: another kind of server, perhaps.</summary>
public sealed class UnexpectedReplyException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    /// <param name="what">What is wrong with the reply.</param>
    public UnexpectedReplyException(Command command, string what)
        : base($"The reply to {command.WireName} is not understood: {what}.") => Command = command;

    /// <summary>What was asked.</summary>
    public Command Command { get; }
}
