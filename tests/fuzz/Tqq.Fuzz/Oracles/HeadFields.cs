using System.Text.RegularExpressions;
using Tqq.Protocol.Grammar;

namespace Tqq.Fuzz.Oracles;

/// <summary>The four keys of §2.1 as plain values.</summary>
/// <param name="Version">`VER`.</param>
/// <param name="Command">The command, in the spelling of replies.</param>
/// <param name="Seq">`SEQ`.</param>
/// <param name="Uin">`UIN`.</param>
internal sealed partial record HeadFields(string Version, string Command, string Seq, uint Uin)
{
    private static readonly string[] Commands =
        ["LOGIN", "LIST", "QUERY_STAT", "GETINFO", "AddToList", "Ack_AddToList", "DelFromList", "Change_Stat", "GETMSGEX", "CLTMSG",
            "LOGOUT"];

    /// <summary>Reads them, or adds what is wrong.</summary>
    public static HeadFields? Read(ObviousBody body, HashSet<ParseFailure> wrong)
    {
        string version = body.Word("VER") ?? "", seq = body.Word("SEQ") ?? "";
        var command = Array.Find(Commands, name => name.Equals(body.Word("CMD"), StringComparison.OrdinalIgnoreCase));
        var uin = body.Number("UIN");
        if (version is not ("1.0" or "1.1" or "1.2"))
            wrong.Add(ParseFailure.BadVersion);
        if (command is null)
            wrong.Add(ParseFailure.UnknownCommand);
        if (!Mark().IsMatch(seq))
            wrong.Add(ParseFailure.BadSeq);
        if (uin is null)
            wrong.Add(ParseFailure.BadUin);
        return wrong.Count == 0 ? new(version, command!, seq, uin!.Value) : null;
    }

    [GeneratedRegex(@"\A[0-9A-Za-z_.-]{1,32}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
