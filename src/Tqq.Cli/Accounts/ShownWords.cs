using Tqq.Cli.Terminal;

namespace Tqq.Cli.Accounts;

/// <summary>Words of the admin API as they are shown: in Chinese for somebody who reads that, and as they are in a pipe.</summary>
internal static class ShownWords
{
    // No word means two things.
    private static readonly Dictionary<string, string> s_chinese = new()
    {
        ["online"] = "在线", ["busy"] = "忙碌", ["invisible"] = "隐身", ["offline"] = "离线",
        ["anyone"] = "任何人", ["verify"] = "需验证", ["everyone"] = "任何人", ["by-number"] = "仅凭号码", ["nobody"] = "无人",
        ["password"] = "密码", ["app-password"] = "仅应用专用密码", ["off"] = "关闭",
        ["default"] = "默认", ["true"] = "是", ["false"] = "否",
        ["web"] = "网页", ["program"] = "程序", ["token"] = "令牌", ["bot"] = "机器人", ["admin"] = "管理员",
    };

    /// <summary>A word as it is shown; one that has no Chinese stays as it is.</summary>
    public static string Of(TerminalOutput console, string word) => console.Key(word, s_chinese.GetValueOrDefault(word, word));
}
