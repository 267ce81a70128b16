namespace Tqq.Cli.Terminal;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>Failed.</summary>
    public const int Failed = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>The server cannot be reached.</summary>
    public const int NoServer = 3;

    /// <summary>The server refused.</summary>
    public const int Refused = 4;

    /// <summary>The list for `--help`.</summary>
    public const string Help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 server not reachable, 4 refused.";
}
