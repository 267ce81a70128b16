namespace Tqq.Cli.Terminal;

/// <summary>A command cannot go on. The text is one line for the user.</summary>
internal sealed class CommandFailedException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the program exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
