using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Cli.Backups;

/// <summary>`tqq backup FILE`: whoever can read the data directory may make one, whether or not a server runs on it.</summary>
internal static class BackupCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file = new Argument<string>("FILE") { Description = "The backup to make; a file of that name must not exist. It holds password hashes: only you can read it." };
        var data = DataDirectoryOption.Create();
        var command = new Command("backup", "Copy all accounts and messages into one file, while the server runs or not, and verify it.") { file, data };
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = Surroundings.Current.FullPath(parsed.GetRequiredValue(file));
            if (Path.Exists(target))
                throw new CommandFailedException(ExitCode.Refused, $"{target} exists: name another file, or remove it first");
            var facts = StoreBackup.Write(DataDirectoryOption.Resolve(parsed.GetValue(data)), target, cancellationToken);
            console.Line(string.Create(CultureInfo.InvariantCulture, $"{target}: {Words(facts)}, verified"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>How much a backup holds.</summary>
    public static string Words(BackupFacts facts) =>
        string.Create(CultureInfo.InvariantCulture, $"{facts.Accounts} {(facts.Accounts == 1 ? "account" : "accounts")}, {facts.Messages} {(facts.Messages == 1 ? "message" : "messages")}");
}
