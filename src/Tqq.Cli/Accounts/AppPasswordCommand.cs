using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account app-password add|list|remove`: passwords for one client each.</summary>
internal static class AppPasswordCommand
{
    private static string[] Heading => ["ID", Localized.Of("NAME", "名称"), Localized.Of("MADE", "创建"), Localized.Of("LAST USED", "最近使用"), Localized.Of("FROM", "来源")];

    public static Command Create(TerminalOutput console)
    {
        var command = new Command("app-password", Localized.Of("Make, show and take back app passwords: random passwords for one client each.", "管理应用密码：每个客户端一个随机密码。"));
        command.Add(Add(console));
        command.Add(AccountCommand.OfOne("list", Localized.Of("List an account's app passwords and when each was last used.", "列出应用密码及各自最近的使用时间。"), console, async (uin, admin, output, ct) =>
        {
            var list = await admin.GetAsync($"accounts/{uin}/app-passwords", WebJson.Default.AppPasswordList, ct);
            output.Rows(list, WebJson.Default.AppPasswordList, Heading, list.AppPasswords.Select(Row));
        }));
        command.Add(Remove(console));
        return command;
    }

    private static Command Add(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = Localized.Of("The account's number.", "账号的号码。") };
        var name = new Option<string?>("--name") { Description = Localized.Of("What to call it, such as the client it is for; at most 32 characters.", "名称，例如所用的客户端；最多 32 个字符。"), HelpName = "NAME" };
        var common = new CommonOptions();
        var command = new Command("add", Localized.Of("Make an app password and show it, once. A client takes it as its password, hyphens and all.", "创建应用密码并显示一次。在客户端中当作密码使用，连字符也要输入。")) { uin, name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var number = parsed.GetValue(uin);
            var added = await admin.SendAsync(
                HttpMethod.Post, $"accounts/{number}/app-passwords", new NewAppPasswordBody(parsed.GetValue(name)), WebJson.Default.NewAppPasswordBody, WebJson.Default.AppPasswordBody, cancellationToken);
            common.For(parsed, console).Value(added, WebJson.Default.AppPasswordBody, Localized.Of($"{number} app password {added.Id} added: {added.Password}", $"{number} 的应用密码 {added.Id} 已创建：{added.Password}"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = Localized.Of("The account's number.", "账号的号码。") };
        var id = new Argument<int>("ID") { Description = Localized.Of("The app password's number, as 'list' shows it.", "应用密码的编号，见 'list'。") };
        var common = new CommonOptions();
        var command = new Command("remove", Localized.Of("Take an app password back; a session begun with it ends.", "收回应用密码；用它登录的会话随即结束。")) { uin, id };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"accounts/{parsed.GetValue(uin)}/app-passwords/{parsed.GetValue(id)}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Done(parsed.GetValue(uin), $"app password {parsed.GetValue(id)} removed", $"的应用密码 {parsed.GetValue(id)} 已收回");
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(AppPasswordBody known) =>
        [known.Id.ToString(CultureInfo.InvariantCulture), known.Name, Time(known.Made), known.LastUsed is { } used ? Time(used) : "never", known.LastUsedFrom ?? ""];

    private static string Time(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
