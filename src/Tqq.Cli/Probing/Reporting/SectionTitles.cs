namespace Tqq.Cli.Probing.Reporting;

/// <summary>What the sections of protocol.md are about.</summary>
internal static class SectionTitles
{
    private static readonly Dictionary<string, string> s_titles = new()
    {
        ["1.1"] = "Request heads that must be accepted",
        ["1.2"] = "Heads that are refused",
        ["2"] = "The grammar of bodies",
        ["2.1"] = "The four keys of every request",
        ["3"] = "Session key",
        ["4"] = "SEQ, repetition, acknowledgement",
        ["5"] = "Commands",
        ["5.1"] = "Login",
        ["5.2"] = "List",
        ["5.3"] = "Query_Stat",
        ["5.4"] = "GetInfo",
        ["5.5"] = "AddToList",
        ["5.6"] = "Ack_AddToList",
        ["5.7"] = "DelFromList",
        ["5.8"] = "Change_Stat",
        ["5.9"] = "GetMsgEx",
        ["5.10"] = "CLTMSG",
        ["5.11"] = "Logout",
        ["6"] = "Penalties",
        ["7"] = "Quirks",
    };

    public static string Of(string section) => s_titles.GetValueOrDefault(section, "");
}
