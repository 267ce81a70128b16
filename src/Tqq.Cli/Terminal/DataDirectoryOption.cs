using System.CommandLine;

namespace Tqq.Cli.Terminal;

/// <summary>`--data DIR`: the data directory, else `TQQ_DATA`, else `./tqq-data`.</summary>
internal static class DataDirectoryOption
{
    public static Option<string?> Create() => new("--data") { Description = "The data directory of the server; else TQQ_DATA, else ./tqq-data.", HelpName = "DIR" };

    public static string Resolve(string? flag) =>
        Surroundings.Current.FullPath(flag ?? Surroundings.Current.Variable("TQQ_DATA") ?? "./tqq-data");
}
