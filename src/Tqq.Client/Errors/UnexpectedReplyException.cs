using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>What came back is no reply of the protocol: another kind of server, perhaps.</summary>
public sealed class UnexpectedReplyException : TqqException
{
    internal UnexpectedReplyException(Command command, string what)
        : base($"The reply to {command.WireName} is not understood: {what}.") => Command = command;

    /// <summary>What was asked.</summary>
    public Command Command { get; }
}
