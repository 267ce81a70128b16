namespace Tqq.EndToEnd.Tests.Running;

public static partial class TqqProgram
{
    /// <summary>Runs the program to its end, inside this process: for what it says and how it ends no other one is needed.</summary>
    public static Task<ProgramResult> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null,
        string input = "", string? workingDirectory = null) =>
        TqqRun.RunAsync(arguments, environment, input, workingDirectory);
}
