using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account ...`: accounts of the running server.</summary>
internal static class AccountCommand
{
    public static Command Create(TerminalOutput console)
    {
        var command = new Command("account",
            Localized.Of("Create, show and change accounts of the running server.", "管理运行中服务器的账号：创建、查看、修改。"));
        command.Add(AddCommand.Create(console));
        command.Add(ImportCommand.Create(console));
        command.Add(List(console));
        command.Add(EditCommand.Create(console));
        command.Add(OfOne("show", Localized.Of("Show an account and its sessions.", "查看账号及其会话。"), console, async (uin, admin, output, ct) =>
            output.Account(await admin.GetAsync($"accounts/{uin}", AdminJson.Default.AccountBody, ct))));
        command.Add(PasswdCommand.Create(console));
        command.Add(AppPasswordCommand.Create(console));
        command.Add(OfOne("disable", Localized.Of("Shut an account: its session ends, logins fail.", "停用账号：会话结束，无法登录。"), console,
            Post("disable", "disabled", "已停用")));
        command.Add(OfOne("enable", Localized.Of("Open an account again.", "重新启用账号。"), console, Post("enable", "enabled", "已启用")));
        command.Add(KickCommand.Create(console));
        command.Add(DeleteCommand.Create(console));
        return command;
    }

    /// <summary>A command about one account.</summary>
    public static Command OfOne(string name, string description, TerminalOutput console, Func<long, AdminClient, AccountOutput,
        CancellationToken, Task> run)
    {
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var common = new CommonOptions();
        var command = new Command(name, description) { uin };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            await run(parsed.GetValue(uin), admin, common.For(parsed, console), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static Func<long, AdminClient, AccountOutput, CancellationToken, Task> Post(string verb, string done, string chinese) =>
        async (uin, admin, output, ct) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"accounts/{uin}/{verb}");
        (await admin.SendAsync(request, ct)).Dispose();
        output.Done(uin, done, chinese);
    };

    private static Command List(TerminalOutput console)
    {
        var common = new CommonOptions();
        var command = new Command("list", Localized.Of("List all accounts.", "列出全部账号。"));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var accounts = new List<AccountBody>();
            for (long? after = 0; after is not null;)
            {
                var page = await admin.GetAsync($"accounts?limit=1000&after={after}", AdminJson.Default.AccountPage, cancellationToken);
                accounts.AddRange(page.Accounts);
                after = page.Next;
            }

            common.For(parsed, console).Accounts(accounts);
            return ExitCode.Done;
        });
        return command;
    }
}
