using System.CommandLine;
using System.CommandLine.Help;
using Tqq.Cli.Language;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;

namespace Tqq.Cli.Terminal;

/// <summary>Runs a command line. Whatever goes wrong becomes one line on standard error and an exit code.</summary>
internal static class CommandRunner
{
    public static async Task<int> RunAsync(RootCommand root, IReadOnlyList<string> args, TerminalOutput console)
    {
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Description = "Show help. " + ExitCode.Help;
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            var path = string.Join(' ', Path(parsed.CommandResult.Command, root));
            var why = parsed.UnmatchedTokens is [var odd, ..] && parsed.CommandResult.Command.Subcommands.Count > 0
                ? Localized.Of($"there is no command '{path} {odd}'", $"没有命令“{path} {odd}”")
                : parsed.Errors[0].Message.TrimEnd('.');
            return console.Fail(ExitCode.Usage, Localized.Of($"{why}; see '{path} --help'", $"{why}；请看 '{path} --help'"));
        }

        try
        {
            // Signals belong to the commands: a server has to finish what runs.
            return await parsed.InvokeAsync(console.Invocation, Surroundings.Current.Interrupted);
        }
        catch (CommandFailedException e)
        {
            return console.Fail(e.ExitCode, e.Message);
        }
        catch (SettingException e)
        {
            return console.Fail(ExitCode.Usage, e.Message);
        }
        catch (Exception e) when (e is ServerStartException or StoreUnusableException or StoreDamagedException or StoreUncertainException)
        {
            return console.Fail(ExitCode.Failed, e.Message);
        }
        catch (OperationCanceledException)
        {
            return console.Fail(ExitCode.Failed, "interrupted");
        }
    }

    private static IEnumerable<string> Path(Command command, RootCommand root) =>
        command == root ? ["tqq"] : [.. Path(command.Parents.OfType<Command>().First(), root), command.Name];
}
