using System.Globalization;
using System.Text;
using Tqq.Bench.Figures;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Contenders;
using Tqq.Bench.Others.Contenders.Xmpp;
using Tqq.Bench.Others.Rounds;

namespace Tqq.Bench.Others;

/// <summary>All rounds of one variant.</summary>
/// <param name="Variant">Which.</param>
/// <param name="Outcomes">One a round.</param>
internal sealed record VariantResults(Variant Variant, IReadOnlyList<RoundResult> Outcomes)
{
    /// <summary>Of all rounds together.</summary>
    public Tally Tally => Outcomes.Select(outcome => outcome.Tally).Aggregate((a, b) => a + b);

    /// <summary>Whether every message came exactly once, and in order unless the server is known not to keep it.</summary>
    public bool IsGood => (Variant.KeepsOrder ? Tally : Tally with { OutOfOrder = 0 }).IsClean;

    /// <summary>Over the rounds.</summary>
    public double Median(Func<RoundResult, double> of) => Numbers.Median(Outcomes.Select(of));
}

/// <summary>The section of docs/performance.md.</summary>
internal static class OthersReport
{
    /// <summary>Times as much processor time that each has to take for a message.</summary>
    private static readonly (string Name, double AtLeast)[] s_aims = [("ejabberd", 8), ("Prosody", 20)];

    /// <param name="settings">What was measured.</param>
    /// <param name="all">The first one is what the others are compared with: Tqq, unless it is left out.</param>
    /// <param name="memory">Bytes of an account, by contender.</param>
    /// <param name="versions">By contender.</param>
    /// <param name="load">What else the machine did.</param>
    public static string Write(Settings settings, IReadOnlyList<VariantResults> all, IReadOnlyDictionary<string, double> memory,
        IReadOnlyDictionary<string, string> versions, MachineLoad load)
    {
        var text = new StringBuilder();
        var ours = all[0].Median(outcome => outcome.CpuOfOne);
        Line($"{settings.Pairs} senders and {settings.Pairs} receivers, texts of {NumberedText.Length} bytes, {settings.Rounds} rounds of {settings.Time.TotalSeconds} s each in turn (all servers one after the other, then again), medians over the rounds, after rounds to warm up that are checked and not measured. Closed loop: a sender sends when the text before is acknowledged, to each receiver in turn. Every connection is kept open. All servers run at once, bound to one core, each idle while another is measured; the load generator is bound to the other core. Data lies on a disk. {load}");
        Line($"");
        Line($"![Processor time of the server for a delivered message](performance/others.svg)");
        Line($"");
        Line($"| server | receivers | messages/s | server CPU us a message (least, most) | times the first row | p50 ms | p99 ms | server's part of its core | generator's part of its core | lost, twice, out of order of all |");
        Line($"|---|---|---|---|---|---|---|---|---|---|");
        foreach (var series in all)
        {
            var (cost, tally) = (series.Median(outcome => outcome.CpuOfOne), series.Tally);
            Line($"| {series.Variant.Contender.Name} | {series.Variant.Receivers} | {series.Median(o => o.PerSecond):F0} | **{cost:F1}** ({series.Outcomes.Min(o => o.CpuOfOne):F1}, {series.Outcomes.Max(o => o.CpuOfOne):F1}) | {cost / ours:F1} | {Milliseconds(series.Median(o => o.Median))} | {Milliseconds(series.Median(o => o.Percentile99))} | {series.Median(o => o.ServerShare):P0} | {series.Median(o => o.GeneratorShare):P0} | {tally.Lost}, {tally.Twice}, {tally.OutOfOrder} of {tally.Sent} |");
        }

        Line($"");
        Line($"| server | version | KiB of memory a connected account | what is certain when a sender has its acknowledgement |");
        Line($"|---|---|---|---|");
        foreach (var contender in all.Select(series => series.Variant.Contender).Distinct())
            Line($"| {contender.Name} | {versions[contender.Name]} | {memory[contender.Name] / 1024:F1} | {contender.Promise} |");
        Line($"");
        if (all.FirstOrDefault(series => series.Variant.Contender is Ejabberd { IsThroughHttp: true }) is { } http
            && all.FirstOrDefault(series => series.Variant.Contender is TqqApi) is { } api)
            Line($"- {http.Variant.Label}: {Times(http, api):F1} times the CPU of {api.Variant.Label}. Debian's `prosody-modules` has neither `mod_rest` nor `mod_post_msg`, so Prosody has no such row.");
        foreach (var (name, atLeast) in s_aims)
            foreach (var other in all[0].Variant.Contender is not TqqContender ? []
                : all.Where(series => series.Variant.Contender.Name == name))
                Line($"- {other.Variant.Label}: {string.Join("; ", all.Where(series => series.Variant.Contender == all[0].Variant.Contender).Select(tqq => Verdict(other, tqq, atLeast)))}.");
        return text.ToString();

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    /// <summary>The chart beside it.</summary>
    public static string Draw(IReadOnlyList<VariantResults> all) =>
        BarChart.Draw("Server CPU for a delivered message, microseconds (median)",
        [.. all.Select(series =>
            (series.Variant.Label, series.Median(outcome => outcome.CpuOfOne), series.Variant.Contender == all[0].Variant.Contender))]);

    private static string Verdict(VariantResults other, VariantResults tqq, double atLeast)
    {
        var times = Times(other, tqq);
        return string.Create(CultureInfo.InvariantCulture,
            $"{times:F1} times the CPU of {tqq.Variant.Label} (aim: at least {atLeast:F0}, {(times >= atLeast ? "met" : "missed")})");
    }

    // Round by round: what else the machine does then meets both alike.
    private static double Times(VariantResults other, VariantResults tqq) =>
        Numbers.Median(other.Outcomes.Zip(tqq.Outcomes, (a, b) => a.CpuOfOne / b.CpuOfOne));

    private static string Milliseconds(double value) => double.IsNaN(value) ? "" : value.ToString("F1", CultureInfo.InvariantCulture);
}
