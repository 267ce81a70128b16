using System.CommandLine;
using System.Globalization;
using Tqq.Cli.Addresses;
using Tqq.Cli.Language;
using Tqq.Cli.Probing.Reporting;
using Tqq.Cli.Talking;
using Tqq.Cli.Terminal;
using Tqq.Probe;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing;

/// <summary>`tqq probe`: asks any server everything that protocol.md has an answer to, and says where it differs.</summary>
internal static class ProbeCommand
{
    public static Command Create(TerminalOutput console)
    {
        var server = new ServerOption();
        var uin = new Option<uint>("--uin") { Description = Localized.Of("The account that asks.", "用来提问的号码。"), HelpName = "U",
            Required = true };
        var password =
            new Option<string?>("--password") { Description =
            Localized.Of("Its password; others on this machine can see it: --password-stdin hides it.", "密码；同机用户可见，可改用 --password-stdin。"),
            HelpName = "P" };
        var stdin = new Option<bool>("--password-stdin") { Description = Localized.Of("Read the password from standard input, one line.",
            "从标准输入读取密码（一行）。") };
        var peer =
            new Option<uint>("--peer") { Description =
            Localized.Of("Another account; it gets one text and, if it is no friend, a request to be one.",
            "另一个号码；它会收到一条消息，若不是好友还会收到一次好友申请。"), HelpName = "V", Required = true };
        var directory =
            new Option<string?>("--out") { Description =
            Localized.Of("Where to write probe.html, probe.txt, probe.json and transcript.txt.",
            "输出 probe.html、probe.txt、probe.json、transcript.txt 的目录。"), HelpName = "DIR" };
        var json = new Option<bool>("--json") { Description = Localized.Of("Answer in JSON.", "以 JSON 输出。") };
        var command = new Command("probe", Localized.Of("Ask a server everything the protocol has an answer to; 0 only if nothing differs.",
            "逐条检验服务器是否符合协议；全部相符才返回 0。")) { uin, password, stdin, peer, directory, json };
        server.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            var (own, other, roots) = (parsed.GetValue(uin), parsed.GetValue(peer), server.RootsIn(parsed));
            if (own == other || !AccountNumber.IsOne(own) || !AccountNumber.IsOne(other))
                throw new CommandFailedException(ExitCode.Usage,
                    Localized.Of($"--uin and --peer must be two different numbers, {AccountNumber.Allowed}",
                    $"--uin 与 --peer 应为两个不同的号码（{AccountNumber.Allowed}）"));
            var plan = new ProbePlan(server.AddressIn(parsed), own,
                ReadPassword(parsed.GetValue(password), parsed.GetValue(stdin), console), other) { TrustedRoots = roots };
            return await RunAsync(plan, parsed.GetValue(directory), parsed.GetValue(json), console);
        });
        return command;
    }

    private static async Task<int> RunAsync(ProbePlan plan, string? directory, bool isJson, TerminalOutput console)
    {
        if (directory is not null)
            ReportFiles.Prepare(directory);
        using var interruption = new Interruption();
        var findings = 0;
        var showsProgress = console.IsTerminal && !isJson;
        var probe = new ServerProbe(plan, finding =>
            { if (showsProgress) console.Overwrite($"{++findings} {finding.Case}"); }, stopping: interruption.Token);
        await Reaching.FindAsync(plan.Server, plan.TrustedRoots, interruption.Token);
        if (await probe.BeginAsync() is { } reason)
            throw Refused(plan, reason);
        if (!await probe.HasPeerAsync())
            throw new CommandFailedException(ExitCode.Refused,
                Localized.Of($"there is no account {plan.Peer} on this server: check --peer", $"此服务器上没有账号 {plan.Peer}：请检查 --peer"));
        var minutes = probe.Usual.TotalMinutes.ToString("0.#", CultureInfo.InvariantCulture);
        console.Warn(Localized.Of(
            $"this takes about {minutes} minutes with a server that holds penalised replies back for 20 and 30 s",
                $"若服务器把受罚的应答推迟 20 和 30 秒，大约需要 {minutes} 分钟"));
        var report = await probe.RunAsync();
        if (showsProgress)
            console.Overwrite("");

        Show(report, isJson, console);
        foreach (var file in directory is null ? [] : ReportFiles.Write(report, directory))
            console.Warn(Localized.Of($"written: {file}", $"已写入：{file}"));
        if (report.IsServerGone)
            throw new CommandFailedException(ExitCode.NoServer, Localized.Of(
                $"{plan.Server} stopped answering during the probe, so the rest could not be tested: start the server, and probe it again",
                $"{plan.Server} 在探测中不再应答，其余项目无法测试：请启动服务器后重新探测"));
        if (!report.CouldLogIn)
            throw Refused(plan, "");
        return report.Count(Verdict.Differs) > 0 ? ExitCode.Failed : ExitCode.Done;
    }

    private static CommandFailedException Refused(ProbePlan plan, string reason) => new(ExitCode.Refused, Localized.Of(
        $"{plan.Uin} could not log in{(reason.Length > 0 ? $" ({TalkErrors.ReasonInEnglish(reason)})" : "")}: "
            + $"check --uin and --password; else {TalkErrors.RefusedElse}",
        $"{plan.Uin} 无法登录{(reason.Length > 0 ? $"（{TalkErrors.Reason(reason)}）" : "")}："
            + $"请检查 --uin 和 --password；{TalkErrors.RefusedElse}"));

    private static void Show(ProbeReport report, bool isJson, TerminalOutput console)
    {
        if (isJson)
        {
            console.Json(ProbeJson.Write(report));
            return;
        }

        console.Table(TableWords.Heading, report.Findings.Select(TableWords.Row));
        console.Line(ProbeWords.Summary(report));
        foreach (var quirk in report.Quirks)
            console.Line(Localized.Of($"seen: {quirk}", $"观察到：{quirk}"));
    }

    private static string ReadPassword(string? given, bool fromStdin, TerminalOutput console) =>
        (fromStdin ? console.Input.ReadLine() : given) is { Length: > 0 } password
            ? password
            : throw new CommandFailedException(ExitCode.Usage,
                Localized.Of("no password: give --password P or --password-stdin", "没有密码：请用 --password 或 --password-stdin"));
}
