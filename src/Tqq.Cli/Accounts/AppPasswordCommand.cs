using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account app-password add|list|remove`: passwords for one client each.</summary>
internal static class AppPasswordCommand
{
    private static readonly string[] s_heading = ["ID", "NAME", "MADE", "LAST USED", "FROM"];

    public static Command Create(TerminalOutput console)
    {
        var command = new Command("app-password", "Make, show and take back app passwords: random passwords for one client each.");
        command.Add(Add(console));
        command.Add(AccountCommand.OfOne("list", "List an account's app passwords and when each was last used.", console, async (uin, admin, output, ct) =>
        {
            var list = await admin.GetAsync($"accounts/{uin}/app-passwords", WebJson.Default.AppPasswordList, ct);
            output.Rows(list, WebJson.Default.AppPasswordList, s_heading, list.AppPasswords.Select(Row));
        }));
        command.Add(Remove(console));
        return command;
    }

    private static Command Add(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = "The account's number." };
        var name = new Option<string?>("--name") { Description = "What to call it, such as the client it is for; at most 32 characters.", HelpName = "NAME" };
        var common = new CommonOptions();
        var command = new Command("add", "Make an app password and show it, once. A client takes it as its password, hyphens and all.") { uin, name };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed);
            var number = parsed.GetValue(uin);
            var added = await admin.SendAsync(
                HttpMethod.Post, $"accounts/{number}/app-passwords", new NewAppPasswordBody(parsed.GetValue(name)), WebJson.Default.NewAppPasswordBody, WebJson.Default.AppPasswordBody, cancellationToken);
            common.For(parsed, console).Value(added, WebJson.Default.AppPasswordBody, $"{number} app password {added.Id} added: {added.Password}");
            return ExitCode.Done;
        });
        return command;
    }

    private static Command Remove(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = "The account's number." };
        var id = new Argument<int>("ID") { Description = "The app password's number, as 'list' shows it." };
        var common = new CommonOptions();
        var command = new Command("remove", "Take an app password back; a session begun with it ends.") { uin, id };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed);
            using var request = new HttpRequestMessage(HttpMethod.Delete, $"accounts/{parsed.GetValue(uin)}/app-passwords/{parsed.GetValue(id)}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Done(parsed.GetValue(uin), $"app password {parsed.GetValue(id)} removed");
            return ExitCode.Done;
        });
        return command;
    }

    private static IReadOnlyList<string> Row(AppPasswordBody known) =>
        [known.Id.ToString(CultureInfo.InvariantCulture), known.Name, Time(known.Made), known.LastUsed is { } used ? Time(used) : "never", known.LastUsedFrom ?? ""];

    private static string Time(DateTimeOffset at) => at.ToString("u", CultureInfo.InvariantCulture);
}
