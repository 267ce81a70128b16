using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin.Announcing;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq announce TEXT`: an announcement from 10000 to all accounts, or to those that are online.</summary>
internal static class AnnounceCommand
{
    public static Command Create(TerminalOutput console)
    {
        var text = new Argument<string>("TEXT")
        {
            Description = Localized.Of("What it says, up to 10,000 characters.", "公告内容，最多 10000 个字符。"),
        };
        var online = new Option<bool>("--online") { Description = Localized.Of("Only to those who are online.", "只发给在线的人。") };
        var common = new CommonOptions();
        var command = new Command("announce", Localized.Of(
            "Send an announcement from 10000, the server itself, to all accounts. It goes out while the server runs, by default 100 accounts a second (serve --announcement-pace).",
            "以系统（10000）名义向运行中服务器的所有账号发送公告。服务器运行时逐步发送，默认每秒 100 个账号（serve --announcement-pace）。")) { text, online };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var made = await admin.SendAsync(HttpMethod.Post, "announcements",
                new NewAnnouncementBody(parsed.GetRequiredValue(text), parsed.GetValue(online) ? "online" : "all"),
                AnnouncingJson.Default.NewAnnouncementBody, AnnouncingJson.Default.AnnouncementBody, cancellationToken);
            common.For(parsed, console).Value(made, AnnouncingJson.Default.AnnouncementBody, Localized.Of(
                $"announcement {made.Id} goes to {made.Of} {(made.Of == 1 ? "account" : "accounts")},"
                + $" in {made.Pieces} {(made.Pieces == 1 ? "piece" : "pieces")} each",
                $"公告 {made.Id} 将发给 {made.Of} 个账号，每份 {made.Pieces} 段"));
            return ExitCode.Done;
        });
        return command;
    }
}
