using System.Globalization;
using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Core.Rules;
using Tqq.Load;
using Tqq.Load.Driving;
using Tqq.Load.Planning;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Benching.Reporting;

/// <summary>A run in words: a table of latencies, the messages, and what the reader ought to know about both.</summary>
internal static class BenchWords
{
    private static readonly TimeSpan s_sessionLife = new AccountRules().SessionTimeout;

    public static void Show(LoadReport report, TerminalOutput console)
    {
        var used = report.Tally.Operations.Where(operation => report.Plan.Mix.ShareOf(operation.Operation) > 0).ToList();
        console.Table(Heading(console), used.Select(operation => Row(operation, console)), keepsHeading: true);
        string F(double number, string form) => number.ToString(form, CultureInfo.InvariantCulture);
        var (done, rate, seconds, cores) = (F(report.DonePerSecond, "F0"), F(report.Plan.Rate, "G6"), F(report.Measured.TotalSeconds, "F1"),
            F(report.GeneratorCores, "F2"));
        var connections = report.Plan.KeepsAlive ? "keep-alive" : "per-request";
        console.Line(Localized.Of(
            $"{done}/s of {rate}/s; {report.Accounts} accounts, {connections}, {seconds} s; the load generator used {cores} cores",
                $"{done}/秒，目标 {rate}/秒；{report.Accounts} 个号码，{connections}，{seconds} 秒；发生器占 {cores} 核"));
        var messages = report.Messages;
        console.Line(Localized.Of(
            $"messages: {messages.Stored} stored, {messages.Received} received, {messages.Lost} lost, {messages.Duplicated} duplicated, {messages.Reordered} reordered, {messages.Unasked} unexpected, {messages.Unanswered} unanswered",
            $"消息：已存 {messages.Stored}，已收 {messages.Received}，丢失 {messages.Lost}，重复 {messages.Duplicated}，乱序 {messages.Reordered}，不应出现 {messages.Unasked}，无应答 {messages.Unanswered}"));
        foreach (var remark in Remarks(report, used))
            console.Warn(remark);
    }

    /// <summary>How far a run is, in a line.</summary>
    public static string Of(LoadProgress progress) => progress switch
    {
        LoadProgress.LoggingIn login => Localized.Of($"logged in {login.Done} of {login.Of}", $"已登录 {login.Done}/{login.Of}"),
        LoadProgress.UnderLoad load => Localized.Of(
            $"{load.Done}/s  p99 {Milliseconds(load.P99, "F1")} ms  under way {load.UnderWay}  not done {load.NotDone}  messages {load.Received}/{load.Stored}",
            $"{load.Done}/秒  p99 {Milliseconds(load.P99, "F1")} 毫秒  进行中 {load.UnderWay}  未完成 {load.NotDone}  消息 {load.Received}/{load.Stored}"),
        LoadProgress.Draining => Localized.Of("waiting for messages on their way", "等待途中的消息"),
        _ => throw new ArgumentOutOfRangeException(nameof(progress), progress, "no words for this"),
    };

    /// <summary>Why an account could not log in.</summary>
    public static CommandFailedException Of(CannotLogInException failure) => failure.Outcome switch
    {
        RequestOutcome.NoConnection => new(ExitCode.NoServer, Localized.Of(
            $"no server answers: start one with '{Localized.Program} serve', or name another with --server",
                $"没有服务器应答：请用 '{Localized.Program} serve' 启动，或用 --server 换一个")),
        RequestOutcome.NoAccount => new(ExitCode.Refused, Localized.Of(
            $"{failure.Uin} could not log in: check its line in --accounts", $"{failure.Uin} 无法登录：请检查 --accounts 中的那一行")),
        RequestOutcome.Refused => new(ExitCode.Refused, Localized.Of(
            $"{failure.Uin} could not log in: for a minute the server was too busy to look at its password",
                $"{failure.Uin} 无法登录：一分钟内服务器都太忙")),
        _ => new(ExitCode.Failed, Localized.Of(
            $"{failure.Uin} could not log in: {OutcomeWords.Of(failure.Outcome)}",
                $"{failure.Uin} 无法登录：{OutcomeWords.Of(failure.Outcome)}")),
    };

    private static string[] Heading(TerminalOutput console) =>
    [
        console.Key("operation", "操作"), console.Key("done", "完成"), "p50 ms", "p90 ms", "p99 ms", "p99.9 ms",
        console.Key("max ms", "最长 ms"), console.Key("not done", "未完成"),
    ];

    private static string[] Row(OperationResult operation, TerminalOutput console) =>
    [
        operation.Operation.ToString().ToLowerInvariant(), operation.Latency.Count.ToString(CultureInfo.InvariantCulture),
        Milliseconds(operation.Latency.P50), Milliseconds(operation.Latency.P90), Milliseconds(operation.Latency.P99),
            Milliseconds(operation.Latency.P999), Milliseconds(operation.Latency.Max),
        operation.Outcomes.Where(outcome => outcome.Key != RequestOutcome.Done).Select(outcome =>
            $"{OutcomeWords.Of(outcome.Key, console)} {outcome.Value}").DefaultIfEmpty("0").Aggregate((one, other) => one + ", " + other),
    ];

    private static IEnumerable<string> Remarks(LoadReport report, IReadOnlyList<OperationResult> used)
    {
        if (!report.IsOnTime)
            yield return Localized.Of(
                $"the generator itself was late: 1 of 100 requests by {Milliseconds(report.Tally.Lateness.P99)} ms and more. It cannot keep this rate here, and the latencies are its own in part: lower --rate, or give it a machine of its own",
                $"发生器自身跟不上：每 100 个请求有 1 个晚了 {Milliseconds(report.Tally.Lateness.P99)} 毫秒以上，延迟数据部分是它自己造成的：请降低 --rate 或换一台机器运行");
        if (report.Unanswered > 0)
            yield return Localized.Of(
                $"{report.Unanswered} of {used.Sum(operation => operation.Outcomes.Values.Sum())} requests got no answer: the run has failed",
                $"{used.Sum(operation => operation.Outcomes.Values.Sum())} 个请求中有 {report.Unanswered} 个没有得到应答：本次运行失败");
        if (report.Tally.Waited > 0)
            yield return Localized.Of(
                $"{report.Tally.Waited} arrivals waited because {report.Plan.InFlight} requests were under way (--in-flight) or their account had one; the wait is in their latency",
                $"{report.Tally.Waited} 个请求曾排队（--in-flight {report.Plan.InFlight} 已满，或同一号码的上一个请求未完成），排队时间已计入延迟");
        if (report.NotSent > 0)
            yield return Localized.Of($"{report.NotSent} arrivals never went out: the server does not keep up with this rate",
                $"{report.NotSent} 个请求始终未能发出：服务器跟不上这个速率");
        foreach (var operation in used.Where(operation => operation.Count(RequestOutcome.Refused) > 0))
            yield return Refusal(report, operation);
        if (used.Sum(operation => operation.Count(RequestOutcome.NoSession)) is > 0 and var gone)
            yield return Localized.Of(
                $"{gone} requests found no session (RES=20): it lives {s_sessionLife.TotalSeconds:0} s without a request by default, and without a key it is known by its address (--from)",
                $"{gone} 个请求没有会话（RES=20）：会话默认 {s_sessionLife.TotalSeconds:0} 秒无请求即失效；没有密钥的会话按地址识别（--from）");
        if (report.Accounts / report.Plan.Rate > s_sessionLife.TotalSeconds)
            yield return Localized.Of(
                $"each account calls once in {report.Accounts / report.Plan.Rate:0} s only, and a session lives {s_sessionLife.TotalSeconds:0} s by default: raise --rate or take fewer accounts",
                $"每个号码 {report.Accounts / report.Plan.Rate:0} 秒才请求一次，而会话默认 {s_sessionLife.TotalSeconds:0} 秒失效：请提高 --rate 或减少号码");
        if (report.Messages.Foreign > 0)
            yield return Localized.Of(
                $"{report.Messages.Foreign}"
                + $" {(report.Messages.Foreign == 1 ? "text of somebody else lay in a mailbox, and was"
                    : "texts of others lay in the mailboxes, and were")} taken",
                $"信箱里原有 {report.Messages.Foreign} 条他人消息，已被取走");
    }

    private static string Refusal(LoadReport report, OperationResult operation)
    {
        var rate = report.Plan.RatePerAccount(operation.Operation, report.Accounts).ToString("G3", CultureInfo.InvariantCulture);
        var setting = SettingCatalogue.All.First(setting => setting.Name == operation.Operation switch
        {
            LoadOperation.Poll => "rate-other",
            LoadOperation.Send => "rate-message",
            _ => "rate-status",
        });
        var reasons = operation.Operation == LoadOperation.Send
            ? Localized.Of(" Full mailboxes (--mailbox-limit) and a full disk are refused so, too.", "信箱已满（--mailbox-limit）或磁盘已满也会这样拒绝。")
            : "";
        return Localized.Of(
            $"{operation.Count(RequestOutcome.Refused)} of {operation.Operation.ToString().ToLowerInvariant()} were refused (RES=3). This load is {rate} a second for each account; the server's --{setting.Name} is {setting.Default} by default: take more accounts, or start it with --{setting.Name} off.{reasons}",
            $"{operation.Operation.ToString().ToLowerInvariant()} 有 {operation.Count(RequestOutcome.Refused)} 个被拒绝（RES=3）。此负载为每号码每秒 {rate} 次；服务器 --{setting.Name} 默认 {setting.Default}：请增加号码，或以 --{setting.Name} off 启动服务器。{reasons}");
    }

    private static string Milliseconds(long microseconds, string form = "F2") =>
        (microseconds / 1000.0).ToString(form, CultureInfo.InvariantCulture);
}

/// <summary>What became of a request, in words.</summary>
internal static class OutcomeWords
{
    /// <summary>In the language of the user.</summary>
    public static string Of(RequestOutcome outcome)
    {
        var (english, chinese) = Both(outcome);
        return Localized.Of(english, chinese);
    }

    /// <summary>For a table, which scripts may read.</summary>
    public static string Of(RequestOutcome outcome, TerminalOutput console)
    {
        var (english, chinese) = Both(outcome);
        return console.Key(english, chinese);
    }

    private static (string English, string Chinese) Both(RequestOutcome outcome) => outcome switch
    {
        RequestOutcome.Done => ("done", "完成"),
        RequestOutcome.Refused => ("refused (RES=3)", "被拒绝（RES=3）"),
        RequestOutcome.NoSession => ("no session (RES=20)", "没有会话（RES=20）"),
        RequestOutcome.NoAccount => ("no such account, or a wrong password", "号码不存在，或密码错误"),
        RequestOutcome.NoReply => ("closed without a reply", "连接关闭而没有应答"),
        RequestOutcome.Garbled => ("no reply of the protocol", "应答不符合协议"),
        RequestOutcome.NoConnection => ("no connection", "无法连接"),
        RequestOutcome.Broken => ("the connection broke", "连接中断"),
        RequestOutcome.TimedOut => ("no reply in time", "超时没有应答"),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "no words for this"),
    };
}
