using System.CommandLine;
using Tqq.Cli.Addresses;
using Tqq.Cli.Benching.Reporting;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load;
using Tqq.Load.Driving;
using Tqq.Load.Planning;

namespace Tqq.Cli.Benching;

/// <summary>`tqq bench`: makes a load, and checks that every message arrives exactly once and in order.</summary>
internal static class BenchCommand
{
    private const int MaxMade = 100_000;

    public static Command Create(TerminalOutput console)
    {
        var file =
            new Option<string?>("--accounts") { Description =
            Localized.Of("Who takes part: a file of lines 'UIN PASSWORD', - for standard input. What waits in their mailboxes is taken.",
            "参与的号码：每行“号码 密码”的文件，- 为标准输入。信箱里的消息会被取走。"), HelpName = "FILE" };
        var make =
            new Option<int?>("--make-accounts") { Description =
            Localized.Of("Make so many accounts for this run through the server's admin API (see --data), and delete them after it.",
            "通过服务器的管理接口（见 --data）为本次运行新建这么多号码，结束后删除。"), HelpName = "N" };
        var data = DataDirectoryOption.Create();
        var json = new Option<bool>("--json") { Description = Localized.Of("Answer in JSON.", "以 JSON 输出。") };
        var options = new BenchOptions();
        var command = new Command("bench",
            Localized.Of(
            "Put a load on a server, measure latencies, and check that no message is lost, duplicated or reordered; 0 only if none is.",
            "给服务器加负载，测量延迟，并检查消息有无丢失、重复、乱序；全无才返回 0。")) { file, make, data };
        options.AddTo(command);
        command.Add(json);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            var plan = options.Read(parsed);
            SourceAddresses.RefuseForeign(plan.From);
            await using var made = parsed.GetValue(make) is { } count
                ? await MakeAsync(count, parsed.GetValue(file), plan.IsLoggedIn,
                DataDirectoryOption.Choose(parsed.GetValue(data), console, isQuiet: parsed.GetValue(json)), console, interruption.Token)
                : null;
            var accounts = made?.Accounts ?? AccountFile.Read(
                parsed.GetValue(file) ?? throw Usage("no accounts: give --accounts FILE or --make-accounts N",
                    "没有号码：请用 --accounts 或 --make-accounts"), !plan.IsLoggedIn, console.Input);
            if (accounts.Count < 2)
                throw Usage("at least 2 accounts are needed: one sends to another", "至少需要 2 个号码：一个发给另一个");

            var report = await RunAsync(plan, accounts, console, interruption.Token);
            if (parsed.GetValue(json))
                console.Json(BenchJson.Write(report));
            else
                BenchWords.Show(report, console);
            return report.IsGood ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static async Task<LoadReport> RunAsync(LoadPlan plan, IEnumerable<LoadAccount> accounts, TerminalOutput console,
        CancellationToken cancellationToken)
    {
        var server = await Reaching.FindAsync(plan.Server, plan.TrustedRoots, cancellationToken);
        Action<string> show = console.ShowsProgress ? console.Overwrite : _ => { };
        try
        {
            return await LoadRun.RunAsync(plan, server, accounts, progress => show(BenchWords.Of(progress)), cancellationToken);
        }
        catch (CannotLogInException e)
        {
            throw BenchWords.Of(e);
        }
        finally
        {
            show("");
        }
    }

    private static async Task<MadeAccounts> MakeAsync(int count, string? file, bool isLoggedIn, string directory, TerminalOutput console,
        CancellationToken cancellationToken)
    {
        if (count is < 2 or > MaxMade)
            throw Usage($"--make-accounts must be 2 to {MaxMade}", $"--make-accounts 应为 2 到 {MaxMade}");
        if (file is not null || isLoggedIn)
            throw Usage("--make-accounts goes neither with --accounts nor with --logged-in",
                "--make-accounts 不能与 --accounts 或 --logged-in 同用");
        return await MadeAccounts.MakeAsync(directory, count, console, cancellationToken);
    }

    private static CommandFailedException Usage(string english, string chinese) => new(ExitCode.Usage, Localized.Of(english, chinese));
}
