using System.Text;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Server.Storage;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>The files of a probe: the table as text, JSON and a page, and the transcript.</summary>
internal static class ReportFiles
{
    /// <summary>Looks before the probe begins whether its files can be written.</summary>
    /// <exception cref="CommandFailedException">They cannot.</exception>
    public static void Prepare(string directory) => InWords(directory, () => Directory.CreateDirectory(directory));

    /// <returns>What was written.</returns>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public static IReadOnlyList<string> Write(ProbeReport report, string directory)
    {
        (string Name, string Content)[] files =
        [
            ("probe.html", HtmlPage.Write(report)), ("probe.txt", TextTable.Write(report)), ("probe.json", ProbeJson.Write(report)),
                ("transcript.txt", Transcript.Write(report)),
        ];
        InWords(directory, () =>
        {
            foreach (var (name, content) in files)
                File.WriteAllText(Path.Combine(directory, name), content, new UTF8Encoding(false));
        });
        return [.. files.Select(file => Path.Combine(directory, file.Name))];
    }

    private static void InWords(string directory, Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, directory, FileUse.WriteInto);
            throw new CommandFailedException(ExitCode.Failed,
                Localized.Of($"--out {directory} cannot be written: {why}", $"无法写入 --out {directory}：{why}"));
        }
    }
}
