using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// The server refused a request (RES=3, protocol.md §6) and went on refusing it for the whole <see cref="TqqClientOptions.RetryBudget"/>.
/// </summary>
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
        Command.CltMsg or Command.AckAddToList =>
            "a text the server takes for no valid UTF-8; the server of 2006 also swallowed one text in ten with a lower-case h",
        _ => "a version or a command the server does not know",
    };
}

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
