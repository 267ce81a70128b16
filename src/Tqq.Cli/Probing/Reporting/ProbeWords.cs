using Tqq.Cli.Language;
using Tqq.Probe;
using Tqq.Probe.Judging;

namespace Tqq.Cli.Probing.Reporting;

/// <summary>What a report says about the probe as a whole, in the language of the user.</summary>
internal static class ProbeWords
{
    private static readonly Dictionary<string, (string English, string Chinese)> s_titles = new()
    {
        ["1.1"] = ("Request heads that must be accepted", "必须接受的请求头"),
        ["1.2"] = ("Heads that are refused", "拒绝的请求头"),
        ["2"] = ("The grammar of bodies", "请求体的语法"),
        ["2.1"] = ("The four keys of every request", "每个请求的四个键"),
        ["3"] = ("Session key", "会话密钥"),
        ["4"] = ("SEQ, repetition, acknowledgement", "SEQ、重复与确认"),
        ["5"] = ("Commands", "命令"),
        ["5.1"] = ("Login", "Login"),
        ["5.2"] = ("List", "List"),
        ["5.3"] = ("Query_Stat", "Query_Stat"),
        ["5.4"] = ("GetInfo", "GetInfo"),
        ["5.5"] = ("AddToList", "AddToList"),
        ["5.6"] = ("Ack_AddToList", "Ack_AddToList"),
        ["5.7"] = ("DelFromList", "DelFromList"),
        ["5.8"] = ("Change_Stat", "Change_Stat"),
        ["5.9"] = ("GetMsgEx", "GetMsgEx"),
        ["5.10"] = ("CLTMSG", "CLTMSG"),
        ["5.11"] = ("Logout", "Logout"),
        ["6"] = ("Penalties", "惩罚"),
        ["7"] = ("Quirks", "怪异行为"),
    };

    /// <summary>What a section of protocol.md is about; "" where there is no such section.</summary>
    public static string TitleOf(string section) =>
        s_titles.TryGetValue(section, out var title) ? Localized.Of(title.English, title.Chinese) : "";

    /// <summary>All of it in a line.</summary>
    public static string Summary(ProbeReport report)
    {
        var (good, allowed) = (report.Count(Verdict.AsDocumented), report.Count(Verdict.AllowedDifference));
        var (differs, untested) = (report.Count(Verdict.Differs), report.Count(Verdict.NotTested));
        return Localized.Of(
            $"{report.Findings.Count} cases in {report.Took.TotalSeconds:0} s: {good} as documented, {allowed} allowed differences, {differs} differ, {untested} could not be tested",
            $"{report.Took.TotalSeconds:0} 秒内检验 {report.Findings.Count} 项：相符 {good}，允许的差异 {allowed}，不符 {differs}，无法检验 {untested}");
    }
}
