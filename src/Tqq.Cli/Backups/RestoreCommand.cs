using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Cli.Backups;

/// <summary>`tqq restore FILE`: puts a backup in the place of a store, with no server on it.</summary>
internal static class RestoreCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file = new Argument<string>("FILE") { Description = Localized.Of("The backup.", "备份文件。") };
        var replace = new Option<bool>("--replace") { Description = Localized.Of("Move a store that is there aside, to tqq.db.replaced-TIME.", "把现有数据移到 tqq.db.replaced-时间。") };
        var data = DataDirectoryOption.Create();
        var command = new Command("restore", Localized.Of("Verify a backup and put it into a data directory that no server uses. Sessions end: everybody logs in again.", "校验备份并放入没有服务器使用的数据目录。所有会话结束，需要重新登录。")) { file, data, replace };
        command.SetAction((parsed, cancellationToken) =>
        {
            var backup = Surroundings.Current.FullPath(parsed.GetRequiredValue(file));
            StoreRestore.RefuseMissing(backup);
            var directory = DataDirectoryOption.Choose(parsed.GetValue(data), console);
            var mayReplace = parsed.GetValue(replace);
            if (StoreRestore.Holds(directory) && !mayReplace)
                throw new CommandFailedException(ExitCode.Refused, ServerTexts.Of(StoreRestore.Occupied(directory)));
            var (facts, kept) = StoreRestore.Restore(backup, directory, mayReplace, TimeProvider.System.GetUtcNow(), cancellationToken);
            console.Line(Localized.Of($"{directory}: {BackupCommand.Words(facts)}, verified; nobody is logged in", $"{directory}：{BackupCommand.Words(facts)}，已校验；无人登录"));
            if (kept is not null)
                console.Line(Localized.Of($"the store that was there is now {kept}", $"原有数据现在是 {kept}"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
