using System.CommandLine;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account delete UIN`: asks first, because there is no way back.</summary>
internal static class DeleteCommand
{
    public static Command Create(TerminalOutput console)
    {
        var yes = new Option<bool>("--yes") { Description = Localized.Of("Do not ask.", "不再询问。") };
        var uin = AccountNumber.Argument(Localized.Of("The account's number.", "账号的号码。"));
        var common = new CommonOptions();
        var command = new Command("delete",
            Localized.Of("Remove an account with its mail, and from the lists of others.", "删除账号及其消息，并从他人的好友列表中移除。")) { uin, yes };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var number = parsed.GetValue(uin);
            using var admin = common.Open(parsed, console);
            if (!parsed.GetValue(yes))
            {
                if (!console.CanAsk)
                    throw new CommandFailedException(ExitCode.Usage,
                        Localized.Of($"deleting cannot be undone: give --yes to delete {number} without being asked",
                        $"删除无法撤销：要不经询问删除 {number}，请加 --yes"));
                await admin.RefuseMissingAsync(number, cancellationToken);
                if (!console.Confirm(Localized.Of($"Delete account {number} and its mail?", $"删除账号 {number} 及其消息？")))
                    throw new CommandFailedException(ExitCode.Refused, Localized.Of("nothing was deleted", "没有删除任何内容"));
            }

            using var request = new HttpRequestMessage(HttpMethod.Delete, $"accounts/{number}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Done(number, "deleted", "已删除");
            return ExitCode.Done;
        });
        return command;
    }
}
