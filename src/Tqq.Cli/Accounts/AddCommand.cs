using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web.Admin;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account add UIN --nick NAME ...`.</summary>
internal static class AddCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = AccountNumber.Argument(Localized.Of("The new account's number, 10001..4294967295.",
            "新账号的号码，10001 到 4294967295。"));
        var nick = NickOption.Create(Localized.Of("Its nickname, 1 to 32 characters.", "昵称，1 到 32 个字符。"), isRequired: true);
        var whoMayAdd = new Option<string?>("--who-may-add") { Description = Localized.Of(
            "Who may make it a friend: anyone, verify (whom it accepts) or nobody. [default: verify]",
            "谁可以加为好友：anyone 任何人、verify 需验证、nobody 不允许。[默认：verify]"), HelpName = "WHO" };
        whoMayAdd.AcceptOnlyFromAmong("anyone", "verify", "nobody");
        var password = new PasswordSource();
        var access = new AccessOptions(isNew: true);
        var common = new CommonOptions();
        var command = new Command("add", Localized.Of("Create an account.", "创建账号。")) { uin, nick };
        password.AddTo(command);
        command.Add(whoMayAdd);
        access.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var allowed = access.AllowedAddresses(parsed);
            var number = parsed.GetValue(uin);
            // Who is asked for a password is told before what else would be refused.
            if (password.IsAsked(parsed, console) && await admin.HasAccountAsync(number, cancellationToken))
                throw new CommandFailedException(ExitCode.Refused,
                    Localized.Of($"account {number} exists already", $"账号 {number} 已存在"));
            var (secret, isRandom) = password.Read(parsed, console);
            var body = new NewAccountBody(
                parsed.GetValue(nick), number, secret, parsed.GetValue(whoMayAdd), null, access.WireLogin(parsed), allowed,
                    access.RequiresKey(parsed));
            var account = await admin.SendAsync(HttpMethod.Post, "accounts", body, AdminJson.Default.NewAccountBody,
                AdminJson.Default.AccountBody, cancellationToken);
            common.For(parsed, console).Added(account, isRandom ? secret : null);
            return ExitCode.Done;
        });
        return command;
    }
}
