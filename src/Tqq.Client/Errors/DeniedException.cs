using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>The server refused a request (RES=3, protocol.md §6) and went on refusing it for the whole <see cref="TqqClientOptions.RetryBudget"/>.</summary>
public sealed class DeniedException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    public DeniedException(Command command)
        : base($"The server refused {command.WireName} (RES=3) until the retry budget was used up. {Causes(command)}") => Command = command;

    /// <summary>What was asked.</summary>
    public Command Command { get; }

    private static string Causes(Command command) => command switch
    {
        Command.CltMsg => "Documented causes: messages too fast, a mailbox of the receiver that is full, or a key that another text had.",
        Command.DelFromList => "Documented cause: the same deletion within 30 s.",
        _ => "Documented cause: requests too fast.",
    };
}
