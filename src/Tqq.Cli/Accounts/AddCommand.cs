using System.CommandLine;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account add UIN --nick NAME ...`.</summary>
internal static class AddCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = "The new account's number, 10001..4294967295." };
        var nick = new Option<string>("--nick") { Description = "Its nickname, 1 to 32 characters.", HelpName = "NAME", Required = true };
        var whoMayAdd = new Option<string?>("--who-may-add") { Description = "anyone, verify or nobody. [default: verify]", HelpName = "WHO" };
        var password = new PasswordSource();
        var access = new AccessOptions(isNew: true);
        var common = new CommonOptions();
        var command = new Command("add", "Create an account.") { uin, nick };
        password.AddTo(command);
        command.Add(whoMayAdd);
        access.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed);
            var (secret, isRandom) = password.Read(parsed, console);
            var body = new NewAccountBody(
                parsed.GetValue(uin), parsed.GetValue(nick), secret, parsed.GetValue(whoMayAdd), null, access.WireLogin(parsed), access.AllowedAddresses(parsed), access.RequiresKey(parsed));
            var account = await admin.SendAsync(HttpMethod.Post, "accounts", body, WebJson.Default.NewAccountBody, WebJson.Default.AccountBody, cancellationToken);
            common.For(parsed, console).Added(account, isRandom ? secret : null);
            return ExitCode.Done;
        });
        return command;
    }
}
