using System.CommandLine;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Cli.Backups;

/// <summary>`tqq restore FILE`: puts a backup in the place of a store, with no server on it.</summary>
internal static class RestoreCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file = new Argument<string>("FILE") { Description = "The backup." };
        var replace = new Option<bool>("--replace") { Description = "Move a store that is there aside, to tqq.db.replaced-TIME." };
        var data = DataDirectoryOption.Create();
        var command = new Command("restore", "Verify a backup and put it into a data directory that no server uses. Sessions end: everybody logs in again.") { file, data, replace };
        command.SetAction((parsed, cancellationToken) =>
        {
            var directory = DataDirectoryOption.Resolve(parsed.GetValue(data));
            var mayReplace = parsed.GetValue(replace);
            if (StoreRestore.Holds(directory) && !mayReplace)
                throw new CommandFailedException(ExitCode.Refused, StoreRestore.Occupied(directory));
            var (facts, kept) = StoreRestore.Restore(parsed.GetRequiredValue(file), directory, mayReplace, TimeProvider.System.GetUtcNow(), cancellationToken);
            console.Line($"{directory}: {BackupCommand.Words(facts)}, verified; nobody is logged in");
            if (kept is not null)
                console.Line($"the store that was there is now {kept}");
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
