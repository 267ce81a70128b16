using System.CommandLine;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account delete UIN`: asks first, because there is no way back.</summary>
internal static class DeleteCommand
{
    public static Command Create(TerminalOutput console)
    {
        var yes = new Option<bool>("--yes") { Description = "Do not ask." };
        var uin = new Argument<long>("UIN") { Description = "The account's number." };
        var common = new CommonOptions();
        var command = new Command("delete", "Remove an account with its mail, and from the lists of others.") { uin, yes };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var number = parsed.GetValue(uin);
            using var admin = common.Open(parsed);
            if (!parsed.GetValue(yes))
            {
                if (!console.CanAsk)
                    throw new CommandFailedException(ExitCode.Usage, $"deleting cannot be undone: give --yes to delete {number} without being asked");
                if (!console.Confirm($"Delete account {number} and its mail?"))
                    throw new CommandFailedException(ExitCode.Refused, "nothing was deleted");
            }

            using var request = new HttpRequestMessage(HttpMethod.Delete, $"accounts/{number}");
            (await admin.SendAsync(request, cancellationToken)).Dispose();
            common.For(parsed, console).Done(number, "deleted");
            return ExitCode.Done;
        });
        return command;
    }
}
