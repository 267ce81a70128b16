using Tqq.Cli.Language;

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
    public static string Help => Localized.Of(
        "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 server not reachable, 4 refused.", "退出码：0 完成，1 失败，2 用法错误，3 无法连接服务器，4 被拒绝。");
}
