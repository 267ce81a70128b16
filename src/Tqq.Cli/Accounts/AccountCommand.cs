using System.CommandLine;
using Tqq.Cli.Terminal;
using Tqq.Server.Web;

namespace Tqq.Cli.Accounts;

/// <summary>`tqq account ...`: accounts of the running server.</summary>
internal static class AccountCommand
{
    public static Command Create(TerminalOutput console)
    {
        var command = new Command("account", "Create, show and change accounts of the running server.");
        command.Add(AddCommand.Create(console));
        command.Add(List(console));
        command.Add(EditCommand.Create(console));
        command.Add(OfOne("show", "Show an account.", console, async (uin, admin, output, ct) => output.Account(await admin.GetAsync($"accounts/{uin}", WebJson.Default.AccountBody, ct))));
        command.Add(PasswdCommand.Create(console));
        command.Add(AppPasswordCommand.Create(console));
        command.Add(OfOne("disable", "Shut an account: its session ends, logins fail.", console, Post("disable", "disabled")));
        command.Add(OfOne("enable", "Open an account again.", console, Post("enable", "enabled")));
        command.Add(OfOne("kick", "End an account's session.", console, async (uin, admin, output, ct) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"accounts/{uin}/kick");
            var kick = await admin.SendAsync(request, WebJson.Default.KickBody, ct);
            output.Value(kick, WebJson.Default.KickBody, kick.Kicked ? $"{uin} kicked" : $"{uin} had no session");
        }));
        command.Add(DeleteCommand.Create(console));
        return command;
    }

    /// <summary>A command about one account.</summary>
    public static Command OfOne(string name, string description, TerminalOutput console, Func<long, AdminClient, AccountOutput, CancellationToken, Task> run)
    {
        var uin = new Argument<long>("UIN") { Description = "The account's number." };
        var common = new CommonOptions();
        var command = new Command(name, description) { uin };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed);
            await run(parsed.GetValue(uin), admin, common.For(parsed, console), cancellationToken);
            return ExitCode.Done;
        });
        return command;
    }

    private static Func<long, AdminClient, AccountOutput, CancellationToken, Task> Post(string verb, string done) => async (uin, admin, output, ct) =>
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"accounts/{uin}/{verb}");
        (await admin.SendAsync(request, ct)).Dispose();
        output.Done(uin, done);
    };

    private static Command List(TerminalOutput console)
    {
        var common = new CommonOptions();
        var command = new Command("list", "List all accounts.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var admin = common.Open(parsed);
            var accounts = new List<AccountBody>();
            for (long? after = 0; after is not null;)
            {
                var page = await admin.GetAsync($"accounts?limit=1000&after={after}", WebJson.Default.AccountPage, cancellationToken);
                accounts.AddRange(page.Accounts);
                after = page.Next;
            }

            common.For(parsed, console).Accounts(accounts);
            return ExitCode.Done;
        });
        return command;
    }
}
