using System.Globalization;
using Tqq.EndToEnd.Tests.Ledgers;

namespace Tqq.Faults;

/// <summary>A run's part of docs/reliability.md, on standard output; what is for whoever waits goes to standard error.</summary>
internal static class Section
{
    public static void Say(FormattableString text) => Console.WriteLine(FormattableString.Invariant(text));

    public static void Progress(FormattableString text) => Console.Error.WriteLine(FormattableString.Invariant(text));

    public static void Table(IReadOnlyList<string> heading, IEnumerable<IReadOnlyList<object>> rows)
    {
        Console.WriteLine($"| {string.Join(" | ", heading)} |");
        Console.WriteLine($"|{string.Concat(heading.Select(_ => "---|"))}");
        foreach (var row in rows)
            Console.WriteLine($"| {string.Join(" | ", row.Select(cell => string.Create(CultureInfo.InvariantCulture, $"{cell}")))} |");
        Console.WriteLine();
    }

    /// <summary>What ledgers say, a row each.</summary>
    public static void Findings(string what, params (string Name, Findings Findings)[] rows) => Table(
        [what, "sent", "acknowledged", "refused", "came", "**lost**", "out of order", "twice: last reply before a cut",
            "twice: the reply before that", "twice otherwise", "refused and yet there", "text not as sent"],
        rows.Select(row => (IReadOnlyList<object>)
        [
            row.Name, row.Findings.Attempted, row.Findings.Acknowledged, row.Findings.Refused, row.Findings.Received,
                $"**{row.Findings.Lost}**", row.Findings.OutOfOrder,
            row.Findings.TwiceByLastReply, row.Findings.TwiceByReplyBefore, row.Findings.TwiceWithoutCut, row.Findings.RefusedYetThere,
                row.Findings.Strange,
        ]));

    /// <summary>Says whether the aim was met, on both ways.</summary>
    public static bool Verdict(bool isMet, string aim)
    {
        Console.WriteLine($"Aim: {aim}: **{(isMet ? "met" : "MISSED")}**.");
        Console.Error.WriteLine(isMet ? "faults: aim met" : $"faults: AIM MISSED: {aim}");
        return isMet;
    }
}
