using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// The server closed the connection without a word, again when the request was repeated: NULL (protocol.md §1.4).
/// </summary>
public sealed class NoReplyException : TqqException
{
    /// <summary>As a client throws it; a stand-in for one, in a test, throws it too.</summary>
    /// <param name="command">What was asked.</param>
    public NoReplyException(Command command)
        : base($"The server answered {command.WireName} with nothing (NULL). Documented causes: {CausesOf(command)}.") =>
        (Command, Causes) = (command, CausesOf(command));

    /// <summary>What was asked.</summary>
    public Command Command { get; }

    /// <summary>Which documented causes fit this command (protocol.md §5), as a user may read them.</summary>
    public string Causes { get; }

    // What this library writes is well-formed, so causes such as "UN is not a number" cannot be the ones.
    private static string CausesOf(Command command) => command switch
    {
        Command.Login => "the client code (LC) is not one the server knows, the password is empty, or this port speaks TLS (https://)",
        Command.ChangeStat => "a status other than 10, 20, 30 or 40",
        Command.CltMsg or Command.AckAddToList => "a text the server takes for no valid UTF-8; the server of 2006 also swallowed one text in ten with a lower-case h",
        _ => "a version or a command the server does not know",
    };
}
