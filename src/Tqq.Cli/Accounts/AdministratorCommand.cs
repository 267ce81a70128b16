using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin.Signing;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq admin`: who administers the running server by its web pages.</summary>
internal static class AdministratorCommand
{
    public static Command Create(TerminalOutput console)
    {
        var command = new Command("admin", Localized.Of(
            "Add, list and remove administrators of the running server, or make a link for one.",
            "添加、列出、移除运行中服务器的管理员，或生成成为管理员的链接。"));
        command.Add(Add(console));
        command.Add(List(console));
        command.Add(Remove(console));
        command.Add(Link(console));
        return command;
    }

    private static Command Add(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The number of an account, or of one that is made with --nick.",
            "账号的号码；给出 --nick 时可以是新账号的号码。"));
        var role = new Option<string>("--role")
        {
            Description = Localized.Of("full, or read-only: sees all that administrators see and changes nothing.",
                "full 全部权限，或 read-only 只读：可查看，不能更改。"),
            HelpName = "ROLE",
            DefaultValueFactory = _ => "full",
        };
        role.AcceptOnlyFromAmong("full", "read-only");
        var nick = NickOption.Create(Localized.Of("Its nickname, where the account is to be made.", "昵称，用于创建新账号。"));
        var password = new PasswordSource();
        var common = new CommonOptions();
        var command = new Command("add", Localized.Of(
            "Make an account an administrator's, with a new password: all its sessions end, and over HTTP QQ an app password alone opens it.",
            "将账号设为管理员并设置新密码：其全部会话随即结束，此后通过 HTTP QQ 只能用应用专用密码登录。")) { uin, role, nick };
        password.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var number = parsed.GetValue(uin);
            if (password.IsAsked(parsed, console) && parsed.GetValue(nick) is null
                && !await admin.HasAccountAsync(number, cancellationToken))
                throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                    $"there is no account {number}: give --nick to make it", $"没有账号 {number}：给出 --nick 即可创建"));
            var (secret, isRandom) = password.Read(parsed, console);
            var made = await admin.SendAsync(HttpMethod.Post, "administrators",
                new NewAdministratorBody(number, parsed.GetValue(role), secret, parsed.GetValue(nick)),
                AdminSigningJson.Default.NewAdministratorBody, AdminSigningJson.Default.AdministratorBody, cancellationToken);
            common.For(parsed, console).Administrator(made, isRandom ? secret : null);
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List(TerminalOutput console)
    {
        var common = new CommonOptions();
        var command = new Command("list", Localized.Of("List all administrators.", "列出全部管理员。"));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var list = await admin.GetAsync("administrators", AdminSigningJson.Default.AdministratorList, cancellationToken);
            common.For(parsed, console).Rows(list, AdminSigningJson.Default.AdministratorList,
                ["UIN", Localized.Of("NICK", "昵称"), Localized.Of("ROLE", "权限"), Localized.Of("SINCE", "起始"),
                    Localized.Of("SECOND FACTOR", "两步验证"), Localized.Of("SESSIONS", "会话"), Localized.Of("ENABLED", "启用")],
                list.Administrators.Select(one => (IReadOnlyList<string>)
                [
                    Text(one.Uin), one.Nick, one.Role, one.Since.ToString("u", CultureInfo.InvariantCulture), YesNo(console, one.Totp),
                    Text(one.Sessions), YesNo(console, one.Enabled),
                ]));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(TerminalOutput console) => AccountCommand.OfOne("remove",
        Localized.Of("Take the role from an administrator; the account stays.", "撤销管理员身份；账号保留。"), console,
        async (uin, admin, output, ct) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"administrators/{uin}");
            (await admin.SendAsync(request, ct)).Dispose();
            output.Done(uin, "is no administrator any more", "不再是管理员");
        });

    private static Command Link(TerminalOutput console)
    {
        var common = new CommonOptions();
        var command = new Command("link", Localized.Of(
            "Make a link that makes an administrator of whoever opens it: once, within half an hour.",
            "生成一个链接，打开者即成为管理员：只能用一次，半小时内有效。"));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            using var request = new HttpRequestMessage(HttpMethod.Post, "administrators/link");
            var made = await admin.SendAsync(request, AdminSigningJson.Default.AdminLinkBody, cancellationToken);
            common.For(parsed, console).Value(made, AdminSigningJson.Default.AdminLinkBody, made.Link);
            return ExitCode.Done;
        });
        return command;
    }

    private static string YesNo(TerminalOutput console, bool value) => value ? console.Key("yes", "是") : console.Key("no", "否");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
