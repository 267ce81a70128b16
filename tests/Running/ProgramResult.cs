namespace Tqq.Tests.Running;

/// <summary>What a run of the program came to.</summary>
public sealed record ProgramResult(int ExitCode, string Output, string Error)
{
    /// <summary>The lines of standard error.</summary>
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
