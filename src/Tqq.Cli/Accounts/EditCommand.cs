using System.CommandLine;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account edit UIN --field NK=... --field AG=19 ...`.</summary>
internal static class EditCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = "The account's number." };
        var fields = new Option<string[]>("--field") { Description = "A profile field by its two letters, such as NK=Anna or AG=19; may be given several times.", HelpName = "KEY=VALUE", Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false };
        var whoMayAdd = new Option<string?>("--who-may-add") { Description = "anyone, verify or nobody.", HelpName = "WHO" };
        var disclosure = new Option<string?>("--disclosure") { Description = "Who sees the private fields: friends, everyone or nobody.", HelpName = "WHO" };
        var strangers = new Option<bool?>("--refuse-strangers") { Description = "Whether messages of others than friends are refused: true or false.", HelpName = "BOOL", Arity = ArgumentArity.ExactlyOne };
        var access = new AccessOptions(isNew: false);
        var common = new CommonOptions();
        var command = new Command("edit", "Change an account's profile and settings.") { uin, fields, whoMayAdd, disclosure, strangers };
        access.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var body = new EditBody(
                parsed.GetValue(whoMayAdd), parsed.GetValue(disclosure), parsed.GetValue(strangers), Fields(parsed.GetValue(fields)),
                access.WireLogin(parsed), access.AllowedAddresses(parsed), access.RequiresKey(parsed));
            if (body == new EditBody(null, null, null, null))
                throw new CommandFailedException(ExitCode.Usage, "nothing to change: give --field KEY=VALUE, --who-may-add, --disclosure, --refuse-strangers, --wire-login, --allow-from or --require-key");
            using var admin = common.Open(parsed);
            var account = await admin.SendAsync(HttpMethod.Patch, $"accounts/{parsed.GetValue(uin)}", body, WebJson.Default.EditBody, WebJson.Default.AccountBody, cancellationToken);
            common.For(parsed, console).Account(account);
            return ExitCode.Done;
        });
        return command;
    }

    private static Dictionary<string, string>? Fields(string[]? given)
    {
        if (given is null or [])
            return null;
        var fields = new Dictionary<string, string>();
        foreach (var text in given)
            if (text.Split('=', 2) is not [var key, var value] || !fields.TryAdd(key, value))
                throw new CommandFailedException(ExitCode.Usage, $"--field '{text}' may be KEY=VALUE, such as NK=Anna, and each KEY once");
        return fields;
    }
}
