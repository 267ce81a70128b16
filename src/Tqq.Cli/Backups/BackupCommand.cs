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
        var file = new Argument<string>("FILE") { Description = Localized.Of("The backup to make; a file of that name must not exist. It holds password hashes: only you can read it.", "要创建的备份文件，不能已存在。其中有密码散列：只有您能读取。") };
        var data = DataDirectoryOption.Create();
        var command = new Command("backup", Localized.Of("Copy all accounts and messages into one file, while the server runs or not, and verify it.", "把所有账号和消息复制到一个文件并校验，服务器是否运行均可。")) { file, data };
        command.SetAction((parsed, cancellationToken) =>
        {
            var target = Surroundings.Current.FullPath(parsed.GetRequiredValue(file));
            if (Path.Exists(target))
                throw new CommandFailedException(ExitCode.Refused, Localized.Of($"{target} exists: name another file, or remove it first", $"{target} 已存在：请换一个文件名，或先删除它"));
            var facts = StoreBackup.Write(DataDirectoryOption.Choose(parsed.GetValue(data), console), target, cancellationToken);
            console.Line(Localized.Of($"{target}: {Words(facts)}, verified", $"{target}：{Words(facts)}，已校验"));
            return Task.FromResult(ExitCode.Done);
        });
        return command;
    }

    /// <summary>How much a backup holds.</summary>
    public static string Words(BackupFacts facts) => Localized.Of(
        $"{facts.Accounts} {(facts.Accounts == 1 ? "account" : "accounts")}, {facts.Messages} {(facts.Messages == 1 ? "message" : "messages")}", $"{facts.Accounts} 个账号，{facts.Messages} 条消息");
}
