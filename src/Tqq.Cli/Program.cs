using System.CommandLine;
using Tqq.Cli.Accounts;
using Tqq.Cli.Serving;
using Tqq.Cli.Terminal;

var console = new TerminalOutput(Console.Out, Console.Error, Console.In);
var root = new RootCommand("Tqq: the HTTP QQ 1.1 messenger, server and tools.")
{
    ServeCommand.Create(console),
    AccountCommand.Create(console),
};
return await CommandLine.RunAsync(root, args, console);
