using System.CommandLine;
using Tqq.Cli.Accounts;
using Tqq.Cli.Backups;
using Tqq.Cli.Benching;
using Tqq.Cli.Language;
using Tqq.Cli.Probing;
using Tqq.Cli.Serving;
using Tqq.Cli.Talking;
using Tqq.Cli.Terminal;

namespace Tqq.Cli;

/// <summary>The program: all commands, put together.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        RunAsync(args, new TerminalOutput(StandardStreams.Output(), StandardStreams.Error(), StandardStreams.Input()),
        Surroundings.OfProcess());

    /// <summary>A whole run of the program, from its arguments to its exit code. Many may go on in one process.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TerminalOutput console, Surroundings surroundings)
    {
        Surroundings.Current = surroundings;
        Localized.Choose(args, surroundings.Variable);
        if (args.FirstOrDefault(arg => arg.Contains('\uFFFD')) is { } broken && !surroundings.HasUtf8Arguments)
        {
            return console.Fail(ExitCode.Usage, Localized.Of(
                $"the argument '{broken}' is not UTF-8; arguments must be UTF-8, so set the terminal to UTF-8",
                    $"参数“{broken}”不是 UTF-8；参数只能是 UTF-8，请将终端设为 UTF-8"));
        }

        return await CommandRunner.RunAsync(() => Root(console), args, console);
    }

    /// <summary>The commands, in the language that was chosen.</summary>
    public static RootCommand Root(TerminalOutput console)
    {
        var root = new RootCommand(Localized.Of("Tqq: the HTTP QQ 1.1 messenger, server and tools.", "Tqq：HTTP QQ 1.1 即时通信的服务器和工具。"))
        {
            ServeCommand.Create(console),
            AccountCommand.Create(console),
            InviteCommand.Create(console),
            RegistrationCommand.Create(console),
            AdministratorCommand.Create(console),
            AnnounceCommand.Create(console),
            ProbeCommand.Create(console),
            BenchCommand.Create(console),
            BackupCommand.Create(console),
            RestoreCommand.Create(console),
            CompletionCommand.Create(console),
        };
        foreach (var command in TalkCommands.Create(console))
            root.Add(command);
        foreach (var command in HelpCommands.Create())
            root.Add(command);
        root.Add(LanguageOption.Create());
        return root;
    }
}
