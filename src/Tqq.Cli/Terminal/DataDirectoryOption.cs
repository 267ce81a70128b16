using System.CommandLine;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>`--data DIR`: where the server keeps everything. Where none is named, the same one is found from every folder.</summary>
internal static class DataDirectoryOption
{
    private const string Here = "./tqq-data";

    /// <summary>The rule, for help.</summary>
    public static string Rule =>
        Localized.Of($"TQQ_DATA, else {Here} if there is one, else {OfUser}", $"TQQ_DATA，其次 {Here}（若存在），否则 {OfUser}");

    public static Option<string?> Create() =>
        new("--data") { Description = Localized.Of("The data directory of the server.", "服务器的数据目录。")
        + $" [{Localized.Of("default:", "默认：")} {Rule}]", HelpName = "DIR" };

    /// <summary>The directory as a full path.</summary>
    /// <param name="flag">What `--data` says, or null.</param>
    public static string Resolve(string? flag) =>
        Surroundings.Current.FullPath(flag ?? Surroundings.Current.Variable("TQQ_DATA")
        ?? (Directory.Exists(Surroundings.Current.FullPath(Here)) ? Here : OfUser));

    /// <summary>
    /// The directory as a full path. A person who named none on the command line is told which it is; a script, whose
    /// errors no terminal shows, is not.
    /// </summary>
    /// <param name="flag">What `--data` says, or null.</param>
    /// <param name="console">Where to say it.</param>
    /// <param name="isQuiet">Whether nothing is said but what was asked for.</param>
    public static string Choose(string? flag, TerminalOutput console, bool isQuiet = false)
    {
        var directory = Resolve(flag);
        if (flag is null && !isQuiet && console.ShowsProgress)
            console.Warn(Localized.Of($"data directory: {directory}", $"数据目录：{directory}"));
        return directory;
    }

    // XDG's data folder of the user; Windows has its own.
    private static string OfUser => Path.Combine(
        OperatingSystem.IsWindows()
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : Surroundings.Current.Variable("XDG_DATA_HOME") ?? Path.Combine(Surroundings.Current.Home, ".local", "share"),
        "tqq");
}
