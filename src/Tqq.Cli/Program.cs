using System.CommandLine;
using Tqq.Cli.Accounts;
using Tqq.Cli.Backups;
using Tqq.Cli.Benching;
using Tqq.Cli.Language;
using Tqq.Cli.Probing;
using Tqq.Cli.Serving;
using Tqq.Cli.Talking;
using Tqq.Cli.Terminal;

Localized.Choose(args, Environment.GetEnvironmentVariable);
var console = new TerminalOutput(StandardOutput.Open(), Console.Error, Console.In);
var root = new RootCommand("Tqq: the HTTP QQ 1.1 messenger, server and tools.")
{
    ServeCommand.Create(console),
    AccountCommand.Create(console),
    ProbeCommand.Create(console),
    BenchCommand.Create(console),
    BackupCommand.Create(console),
    RestoreCommand.Create(console),
    CompletionCommand.Create(console),
};
foreach (var command in TalkCommands.Create(console))
    root.Add(command);
root.Add(LanguageOption.Create());
return await CommandRunner.RunAsync(root, args, console);
