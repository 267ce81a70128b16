using System.Globalization;
using Tqq.Probe.Asking;
using Tqq.Probe.Judging;

namespace Tqq.Probe.Cases;

/// <summary>List and Query_Stat (§5.2, §5.3) with everything the article tried.</summary>
internal static class ListCases
{
    private const string Whole = "&FN=1&SN=[0-9]+&UN=(?:[0-9]+,)*";
    private const string Online = "&FC=(?:[0-9]+,)*&FN=1&SN=[0-9]+&ST=(?:(?:10|30),)*&UN=(?:[0-9]+,)*&NK=(?:[^&,]*,)*";
    private const string Nobody = "&FC=&FN=1&SN=0&ST=&UN=&NK=";

    private static readonly string[] s_counts = ["", "&TN=0", "&UN=0", "&UN=7", "&TN=0&UN=0", "&TN=0&UN=7", "&TN=0&UN=106814"];
    private static readonly string[] s_lists = ["&TN=160", "&TN=160&UN=0", "&TN=1&UN=0", "&TN=200&UN=0", "&UN=0&TN=160"];
    private static readonly string[] s_wrong = ["&TN=abc", "&UN=abc", "&TN=160&UN=abc", "&TN=-1", "&TN=4294967296"];

    public static async Task RunAsync(Prober prober)
    {
        var count = "";
        foreach (var fields in s_counts)
        {
            count = (await prober.ReplyAsync("5.2", $"List{fields}", "List", fields, 0, "&FN=[0-9]+", "&FN=<friends>"))["FN"];
            var body = prober.Body("Query_Stat", fields);
            await prober.AskAsync("5.3", $"Query_Stat{fields}", body,
                Expectation.Replies([(body, 0, "&FN=[0-9]+"), (body, 0, Nobody)],
                "two replies: RES=0&FN=<online>, then empty lists; closed"));
        }

        foreach (var fields in s_lists)
        {
            await prober.ReplyAsync("5.2", $"List{fields}", "List", fields, 0, Whole, "&FN=1&SN=<n>&UN=<uin>,...,", expected => expected
                .And("ascending, SN of them", ListFault)
                .And("as many as FN said", seen => seen["SN"] == count ? null : $"SN={seen["SN"]} where List without TN said FN={count}"));
            await prober.ReplyAsync("5.3", $"Query_Stat{fields}", "Query_Stat", fields, 0, Online, "&FC=..&FN=1&SN=<n>&ST=..&UN=..&NK=..",
                expected => expected.And("ascending, SN of each", ListFault));
        }

        foreach (var fields in s_wrong)
        {
            await prober.NullAsync("5.2", $"List{fields}", "List", fields);
            await prober.NullAsync("5.3", $"Query_Stat{fields}", "Query_Stat", fields);
        }
    }

    private static string? ListFault(Observation seen)
    {
        foreach (var key in new[] { "FC", "ST", "UN", "NK" })
            if (seen[key] is { } list && list.Count(c => c == ',').ToString(CultureInfo.InvariantCulture) != seen["SN"])
                return $"SN={seen["SN"]} but {list.Count(c => c == ',')} elements in {key}";
        var uins = seen["UN"]!.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(ulong.Parse).ToList();
        return uins.SequenceEqual(uins.Order()) ? null : "not ascending";
    }
}
