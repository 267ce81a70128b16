using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Storage;
using Tqq.Server.Web.Admin.Importing;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account import FILE`: many accounts of a table, all of them or none.</summary>
internal static class ImportCommand
{
    public static Command Create(TerminalOutput console)
    {
        var file = new Argument<string>("FILE")
        {
            Description = Localized.Of(
                "A table in CSV. Its first line names the columns: nick, and any of uin, password, who-may-add, wire-login and profile fields by their two letters.",
                "CSV 表格。首行为列名：nick，以及可选的 uin、password、who-may-add、wire-login 和以两个字母表示的资料项。"),
        };
        var check = new Option<bool>("--check") { Description = Localized.Of("Only check the table: make nothing.", "只检查表格，不创建。") };
        var common = new CommonOptions();
        var command = new Command("import", Localized.Of(
            "Create many accounts of a table: all of them or none. Passwords that are missing are made, and shown this once.",
            "按表格创建多个账号：要么全部创建，要么全不创建。缺少的密码自动生成，仅显示一次。")) { file, check };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var table = ReadTable(parsed.GetRequiredValue(file));
            using var admin = common.Open(parsed, console);
            var id = Guid.NewGuid().ToString("N");
            using var request = new HttpRequestMessage(
                HttpMethod.Post, parsed.GetValue(check) ? "accounts/csv/check" : $"accounts/csv?id={id}")
            {
                Content = new StringContent(table, new MediaTypeHeaderValue("text/csv")),
            };
            var made = await Importing.SendAsync(admin, request, id, console, cancellationToken);
            foreach (var weak in made.Accounts.Where(account => account.WeakPassword is not null))
                console.Warn(weak.WeakPassword == "short"
                    ? Localized.Of($"warning: line {weak.Line}: the password is short, and easily guessed",
                        $"警告：第 {weak.Line} 行：密码太短，容易猜中")
                    : Localized.Of($"warning: line {weak.Line}: the password is among the 10,000 most common, which are guessed first",
                        $"警告：第 {weak.Line} 行：密码属于最常见的 10,000 个，会最先被猜到"));
            common.For(parsed, console).Rows(made, ImportingJson.Default.ImportedBody,
                ["UIN", Localized.Of("NICK", "昵称"), Localized.Of("PASSWORD", "密码")],
                made.Accounts.Select(account => (IReadOnlyList<string>)[account.Uin?.ToString(CultureInfo.InvariantCulture) ?? "",
                    account.Nick, account.Password ?? ""]));
            return ExitCode.Done;
        });
        return command;
    }

    private static string ReadTable(string path)
    {
        try
        {
            return Utf8Text.ReadFile(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var why = FileWords.Why(e, path, FileUse.Read);
            throw new CommandFailedException(ExitCode.Failed, Localized.Of($"{path} cannot be read: {why}", $"无法读取 {path}：{why}"));
        }
    }
}
