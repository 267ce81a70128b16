using System.CommandLine;

namespace Tqq.Cli.Terminal;

/// <summary>`--data DIR`: the data directory, else `TQQ_DATA`, else `./tqq-data`.</summary>
internal static class DataDirectoryOption
{
    public static Option<string?> Create() => new("--data") { Description = "The data directory of the server; else TQQ_DATA, else ./tqq-data.", HelpName = "DIR" };

    public static string Resolve(string? flag) =>
        Path.GetFullPath(flag ?? (Environment.GetEnvironmentVariable("TQQ_DATA") is { Length: > 0 } variable ? variable : "./tqq-data"));
}
