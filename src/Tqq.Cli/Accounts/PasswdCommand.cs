using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account passwd UIN ...`.</summary>
internal static class PasswdCommand
{
    public static Command Create(TerminalOutput console)
    {
        var uin = new Argument<long>("UIN") { Description = Localized.Of("The account's number.", "账号的号码。") };
        var password = new PasswordSource();
        var common = new CommonOptions();
        var command = new Command("passwd", Localized.Of("Set an account's password; its session ends.", "设置账号的密码；其会话随即结束。")) { uin };
        password.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed, console);
            var (secret, isRandom) = password.Read(parsed, console);
            var number = parsed.GetValue(uin);
            await admin.SendAsync(HttpMethod.Put, $"accounts/{number}/password", new PasswordBody(secret), WebJson.Default.PasswordBody, cancellationToken);
            common.For(parsed, console).PasswordSet(number, isRandom ? secret : null);
            return ExitCode.Done;
        });
        return command;
    }
}
