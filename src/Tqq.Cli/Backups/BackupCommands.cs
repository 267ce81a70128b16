using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage.Sqlite.Backups;

namespace Tqq.Cli.Backups;

/// <summary>`tqq backup FILE`: whoever can read the data directory may make one, whether or not a server runs on it.</summary>
internal static class BackupCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file =
            new Argument<string>("FILE") { Description =
            Localized.Of("The backup to make; a file of that name must not exist. It holds password hashes: only you can read it.",
            "要创建的备份文件，不能已存在。其中有密码散列：只有您能读取。") };
        var data = DataDirectoryOption.Create();
        var command = new Command("backup",
            Localized.Of("Copy all accounts and messages into one file, while the server runs or not, and verify it.",
            "把所有账号和消息复制到一个文件并校验，服务器是否运行均可。")) { file, data };
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = Surroundings.Current.FullPath(parsed.GetRequiredValue(file));
            if (Path.Exists(target))
                throw new CommandFailedException(ExitCode.Refused,
                    Localized.Of($"{target} exists: name another file, or remove it first", $"{target} 已存在：请换一个文件名，或先删除它"));
            var facts = StoreBackup.Write(DataDirectoryOption.Choose(parsed.GetValue(data), console), target, cancellationToken);
            console.Line(Localized.Of($"{target}: {Words(facts)}, verified", $"{target}：{Words(facts)}，已校验"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>How much a backup holds.</summary>
    public static string Words(BackupFacts facts) => Localized.Of(
        $"{facts.Accounts} {(facts.Accounts == 1 ? "account" : "accounts")},"
        + $" {facts.Messages} {(facts.Messages == 1 ? "message" : "messages")}",
        $"{facts.Accounts} 个账号，{facts.Messages} 条消息");
}

/// <summary>`tqq restore FILE`: puts a backup in the place of a store, with no server on it.</summary>
internal static class RestoreCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file = new Argument<string>("FILE") { Description = Localized.Of("The backup.", "备份文件。") };
        var replace = new Option<bool>("--replace") { Description =
            Localized.Of("Move a store that is there aside, to tqq.db.replaced-TIME.", "把现有数据移到 tqq.db.replaced-时间。") };
        var data = DataDirectoryOption.Create();
        var command = new Command("restore",
            Localized.Of(
                "Verify a backup and put it into a data directory that no server uses. Sessions end: everybody logs in again, and programs need new API tokens.",
                "校验备份并放入没有服务器使用的数据目录。所有会话结束：需要重新登录，程序需要新的 API 令牌。")) { file, data, replace };
        command.SetAction((parsed, cancellationToken) =>
        {
            var backup = Surroundings.Current.FullPath(parsed.GetRequiredValue(file));
            StoreRestore.RefuseMissing(backup);
            var directory = DataDirectoryOption.Choose(parsed.GetValue(data), console);
            var mayReplace = parsed.GetValue(replace);
            if (StoreRestore.Holds(directory) && !mayReplace)
                throw new CommandFailedException(ExitCode.Refused, ServerTexts.Of(StoreRestore.Occupied(directory)));
            var (facts, kept) = StoreRestore.Restore(backup, directory, mayReplace, TimeProvider.System.GetUtcNow(), cancellationToken);
            console.Line(Localized.Of($"{directory}: {BackupCommand.Words(facts)}, verified; nobody is logged in",
                $"{directory}：{BackupCommand.Words(facts)}，已校验；无人登录"));
            console.Line(Localized.Of(
                "all sessions and API tokens have ended: everybody logs in again, and programs need new tokens; passwords and app passwords are as they were",
                "所有会话和 API 令牌都已失效：需要重新登录，程序需要新的令牌；密码和应用专用密码不变"));
            if (kept is not null)
                console.Line(Localized.Of($"the store that was there is now {kept}", $"原有数据现在是 {kept}"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }
}
