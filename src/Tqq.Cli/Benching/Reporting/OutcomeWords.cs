using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Load.Driving;

namespace Tqq.Cli.Benching.Reporting;

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
