using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq invite`: invitations to make an account, where registration is by invitation or open.</summary>
internal static class InviteCommand
{
    public static Command Create(TerminalOutput console)
    {
        var command = new Command("invite", Localized.Of($"Make, list and revoke invitations to make an account ('{Localized.Program} registration invite').",
            $"创建、列出、撤销注册邀请（{Localized.Program} registration invite）。"));
        command.Add(Make(console));
        command.Add(List(console));
        command.Add(Revoke(console));
        return command;
    }

    private static Command Make(TerminalOutput console)
    {
        var uses = new Option<long>("--uses")
        {
            Description = Localized.Of("How many accounts may be made with it.", "可用它注册多少个账号。"),
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var days = new Option<long?>("--days")
        {
            Description = Localized.Of("How many days it holds; until it is used up, where this is missing.", "有效天数；不给出则用完为止。"),
            HelpName = "N",
        };
        var name = new Option<string?>("--name") { Description = Localized.Of("For whom it is.", "邀请谁。"), HelpName = "NAME" };
        var common = new CommonOptions();
        var command = new Command("create", Localized.Of("Make an invitation and show its code, this once.", "创建邀请并显示其代码，仅此一次。"))
            { uses, days, name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var made = await admin.SendAsync(HttpMethod.Post, "invitations",
                new NewInvitationBody(parsed.GetValue(name), Environment.UserName, parsed.GetValue(uses),
                    parsed.GetValue(days)),
                AdminJson.Default.NewInvitationBody, AdminJson.Default.InvitationBody, cancellationToken);
            var link = made.Link ?? new Uri(admin.Web, $"#/register/{made.Code}").AbsoluteUri;
            common.For(parsed, console).Value(made with { Link = link }, AdminJson.Default.InvitationBody, [made.Code!]);
            console.Warn(Localized.Of($"this link leads to the page on which the code makes an account: {link}",
                $"打开此链接即可用该邀请码注册：{link}"));
            var page = await admin.GetAsync("invitations?limit=1", AdminJson.Default.InvitationPage, cancellationToken);
            if (page.Registration == "closed")
                console.Warn(Localized.Of(
                    $"warning: registration is closed, so nobody can use it yet: '{Localized.Program} registration invite' opens it",
                    $"警告：注册未开放，邀请码暂时无法使用：请用 '{Localized.Program} registration invite' 开放"));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command List(TerminalOutput console)
    {
        var common = new CommonOptions();
        var command = new Command("list", Localized.Of("List all invitations.", "列出全部邀请。"));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var all = new List<InvitationBody>();
            for (long? after = 0; after is not null;)
            {
                var page = await admin.GetAsync(
                    $"invitations?limit=1000&after={after}", AdminJson.Default.InvitationPage, cancellationToken);
                all.AddRange(page.Invitations);
                after = page.Next;
            }

            common.For(parsed, console).Rows(new InvitationPage(all), AdminJson.Default.InvitationPage,
                [Localized.Of("NUMBER", "编号"), Localized.Of("USED", "已用"), Localized.Of("OF", "共"), Localized.Of("UNTIL", "有效至"),
                    Localized.Of("MADE BY", "创建者"), Localized.Of("FOR", "邀请谁")],
                all.Select(Row));
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Revoke(TerminalOutput console)
    {
        var id = new Argument<long>("NUMBER") { Description = Localized.Of("The number that 'invite list' shows.", "“invite list”所示的编号。") };
        var common = new CommonOptions();
        var command = new Command("revoke", Localized.Of("Take an invitation back; accounts that were made with it stay.",
            "撤销邀请；已用它注册的账号保留。")) { id };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"invitations/{parsed.GetValue(id)}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Value(parsed.GetValue(id), AdminJson.Default.Int64,
                Localized.Of($"invitation {parsed.GetValue(id)} revoked", $"邀请 {parsed.GetValue(id)} 已撤销"));
            return ExitCode.Done;
        });
        return command;
    }

    private static string[] Row(InvitationBody one) =>
    [
        Text(one.Id), Text(one.Used), Text(one.Uses),
        one.Expires?.ToString("u", CultureInfo.InvariantCulture) ?? "-", one.MadeBy, one.Name,
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
