using Tqq.Probe.Asking;
using Tqq.Probe.Judging;
using Tqq.Protocol.Replies;

namespace Tqq.Probe.Cases;

/// <summary>GetInfo (§5.4), LV 0 to 5.</summary>
internal static class InfoCases
{
    public static async Task RunAsync(Prober prober)
    {
        var (me, peer) = (prober.Plan.Uin, prober.Plan.Peer);
        for (uint level = 0; level <= 5; level++)
            await ShownAsync(prober, $"LV={level}", $"&LV={level}&UN={peer}", level, peer);
        await ShownAsync(prober, "LV=3 of oneself", $"&LV=3&UN={me}", 3, me);
        await ShownAsync(prober, "UN before LV", $"&UN={peer}&LV=1", 1, peer);
        foreach (var (name, fields) in new[] { ("LV=abc", $"&LV=abc&UN={peer}"), ("UN=abc", "&LV=1&UN=abc"), ("LV missing", $"&UN={peer}"),
            ("UN missing", "&LV=1"), ("both empty", "&LV=&UN=") })
            await prober.NullAsync("5.4", name, "GetInfo", fields);
        await prober.ReplyAsync("5.4", "UN below 10000", "GetInfo", "&LV=1&UN=100", 5);
    }

    private static Task<Observation> ShownAsync(Prober prober, string name, string fields, uint level, uint target)
    {
        var keys = InfoKeys.OfLevel(level);
        var expected = string.Concat(keys.Select(key =>
            $"&{key}=" + key switch { "LV" => $"{level}", "UN" => $"{target}", "CV" => "%01", "ID" => "-", "MT" => "0", "MV" => "", _ =>
            "[^&]*" }));
        return prober.ReplyAsync("5.4", name, "GetInfo", fields, 0, expected, $", in this order: {string.Join(' ', keys)}");
    }
}
