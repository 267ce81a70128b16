using System.CommandLine;
using System.CommandLine.Help;
using Tqq.Cli.Language;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;

namespace Tqq.Cli.Terminal;

/// <summary>Runs a command line. Whatever goes wrong, wherever, becomes one line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    // An argument that begins with @ is a text or a name like any other; the parser would read a file in its place.
    private static readonly ParserConfiguration s_parser = new() { ResponseFileTokenReplacer = null };

    public static async Task<int> RunAsync(Func<RootCommand> make, IReadOnlyList<string> args, TerminalOutput console)
    {
        try
        {
            return await RunAsync(make(), [.. args], console);
        }
        catch (CommandFailedException e)
        {
            return console.Fail(e.ExitCode, e.Message);
        }
        catch (SettingException e)
        {
            return console.Fail(ExitCode.Usage, ServerTexts.Of(e.Message));
        }
        catch (OperationCanceledException)
        {
            return console.Fail(ExitCode.Failed, Localized.Of("interrupted", "已中断"));
        }
        catch (Exception e) when (TerminalOutput.IsClosedPipe(e))
        {
            return ExitCode.Failed;
        }
        catch (Exception e) when (e is ServerStartException or StoreUnusableException or StoreDamagedException or StoreUncertainException
            or IOException or UnauthorizedAccessException)
        {
            return console.Fail(ExitCode.Failed, ServerTexts.Of(e.Message));
        }
        catch (Exception e)
        {
            // A fault of this program. The person at the terminal can do nothing with a stack, but can report what it was.
            return console.Fail(ExitCode.Failed,
                Localized.Of($"this should not have happened, please report it: {e.Message}", $"程序内部错误，请报告：{e.Message}"));
        }
    }

    private static async Task<int> RunAsync(RootCommand root, List<string> args, TerminalOutput console)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Description = Localized.Of("Show help.", "显示帮助。") + " " + ExitCode.Help;
        foreach (var version in root.Options.OfType<VersionOption>())
            version.Description = Localized.Of("Show the version.", "显示版本。");
        if (args is [Completions.Request, .. var words])
        {
            foreach (var candidate in Completions.For(root, words))
                console.Row(candidate);
            return ExitCode.Done;
        }

        args = HelpCommands.AsFlags(args);
        var parsed = root.Parse(args, s_parser);
        if (IsGroupAlone(parsed))
            parsed = root.Parse([.. args, "--help"], s_parser);
        var path = string.Join(' ', Path(parsed.CommandResult.Command, root));
        if ((Misspelling.Of(parsed, path) ?? ParserWords.FirstOf(parsed.Errors) ?? LanguageOption.Unknown(parsed)) is { } why)
            return console.Fail(ExitCode.Usage, why[^1] is '?' or '？'
                ? Localized.Of($"{why} See '{path} --help'", $"{why}请看 '{path} --help'")
                : Localized.Of($"{why}; see '{path} --help'", $"{why}；请看 '{path} --help'"));

        if (parsed.Action is HelpAction && Localized.IsChinese)
        {
            await using var help = new StringWriter { NewLine = "\n" };
            await parsed.InvokeAsync(new() { Output = help }, CancellationToken.None);
            console.Lines(ParserWords.HelpInChinese(help.ToString()).TrimEnd('\n').Split('\n'));
            return ExitCode.Done;
        }

        // Signals belong to the commands: a server has to finish what runs.
        return await parsed.InvokeAsync(console.Invocation, Surroundings.Current.Interrupted);
    }

    // `tqq` or `tqq account`: nothing was asked for, so what can be asked for is shown.
    private static bool IsGroupAlone(ParseResult parsed) =>
        parsed.CommandResult.Command.Subcommands.Count > 0 && parsed.Errors is [{ Message: "Required command was not provided." }];

    private static IEnumerable<string> Path(Command command, RootCommand root) =>
        command == root ? ["tqq"] : [.. Path(command.Parents.OfType<Command>().First(), root), command.Name];
}

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

/// <summary>A command cannot go on. The text is one line for the user.</summary>
internal sealed class CommandFailedException(int exitCode, string message) : Exception(message)
{
    /// <summary>What the program exits with.</summary>
    public int ExitCode { get; } = exitCode;
}
