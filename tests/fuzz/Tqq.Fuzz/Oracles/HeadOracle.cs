using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Tqq.Server.Wire.Http;

namespace Tqq.Fuzz.Oracles;

/// <summary>
/// Heads as protocol.md §1.1 and §1.2 have them, read the long way round: one string, split into lines. Where the text is silent:
/// names and values of a header as RFC 9110 has them; of several Content-Types all have to be form; an expectation is
/// `100-continue`, and only HTTP/1.1 knows it; a method is written in capitals; `close` outweighs `keep-alive`; HTTP/1.0 always
/// closes; of several Origins none is named.
/// </summary>
internal static partial class HeadOracle
{
    private const int LongestHead = 8 * 1024;

    private const int LongestBody = 16 * 1024;

    public static HeadVerdict Read(byte[] bytes)
    {
        var text = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, LongestHead));
        var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var head = end < 0 ? text : text[..(end + 4)];
        var reasons = new HashSet<int>();
        if (Damage().IsMatch(head))
            reasons.Add(400);
        if (end < 0 && bytes.Length >= LongestHead)
            reasons.Add(431);
        return reasons.Count > 0 || end < 0 ? new(reasons, null) : ReadLines(head[..end].Split("\r\n"), head.Length);
    }

    private static HeadVerdict ReadLines(string[] lines, int length)
    {
        var reasons = new HashSet<int>();
        var request = RequestLine().Match(lines[0]);
        if (!request.Success && !WithoutTarget().IsMatch(lines[0]))
            reasons.Add(400);
        var method = lines[0].Split(' ')[0];
        if (request.Success && method is not ("POST" or "GET" or "HEAD"))
            reasons.Add(405);

        var headers = lines[1..].Select(line => Header().Match(line)).ToList();
        if (headers.Exists(header => !header.Success))
            reasons.Add(400);
        List<string> Values(string name) =>
            [.. headers.Where(header => header.Groups[1].Value.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(header =>
                header.Groups[2].Value.Trim(' ', '\t'))];

        if (Values("Expect").Exists(value => value.Length > 0 && !value.Equals("100-continue", StringComparison.OrdinalIgnoreCase)))
            reasons.Add(417);
        if (Values("Host").Count > 1)
            reasons.Add(400);
        if (Values("Transfer-Encoding").Count > 0)
            reasons.Add(501);
        var lengths = Values("Content-Length");
        if (lengths.Exists(value => !Digits().IsMatch(value)) || lengths.Select(value => value.TrimStart('0')).Distinct().Count() > 1)
            reasons.Add(400);
        if (method == "POST" && lengths.Count == 0)
            reasons.Add(411);
        if (method == "POST" && lengths.Exists(value =>
            Digits().IsMatch(value) && double.Parse(value, CultureInfo.InvariantCulture) > LongestBody))
            reasons.Add(413);
        if (reasons.Count > 0)
            return new(reasons, null);
        if (method != "POST")
            return new(reasons, new(200, length, new(method == "GET" ? HeadMethod.Get : HeadMethod.Head, 0, false, false, false)));

        var options = Values("Connection").SelectMany(value => value.Split(',')).Select(option => option.Trim(' ', '\t').ToLowerInvariant())
            .ToList();
        var keepAlive = !options.Contains("close") && lines[0].EndsWith('1');
        var waits = lines[0].EndsWith('1') && Values("Expect").Exists(value => value.Length > 0);
        var types = Values("Content-Type");
        var isForm = types.Count > 0 && types.TrueForAll(type =>
            type.Split(';')[0].TrimEnd(' ', '\t').Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase));
        return new(reasons,
            new(200, length, new(HeadMethod.Post, int.Parse(lengths[0], CultureInfo.InvariantCulture), keepAlive, waits, isForm,
            request.Success, Page(Values("Origin"), Values("Sec-Fetch-Site")))));
    }

    private static string? Page(List<string> origins, List<string> sites) => origins.Count switch
    {
        0 => sites.Exists(site => site.Equals("cross-site", StringComparison.OrdinalIgnoreCase)) ? "" : null,
        1 => origins[0],
        _ => "",
    };

    // Control characters but the tab, and CR and LF apart from each other; a CR at the very end may still get its LF.
    [GeneratedRegex(@"[\x00-\x08\x0B\x0C\x0E-\x1F\x7F]|\r(?!\n|\z)|(?<!\r)\n", RegexOptions.CultureInvariant)]
    private static partial Regex Damage();

    [GeneratedRegex(@"\A[!#$%&'*+\-.^_`|~0-9A-Za-z]+ [^ \t]+ HTTP/1\.[01]\z", RegexOptions.CultureInvariant)]
    private static partial Regex RequestLine();

    [GeneratedRegex(@"\APOST  ?HTTP/1\.[01]\z", RegexOptions.CultureInvariant)]
    private static partial Regex WithoutTarget();

    [GeneratedRegex(@"\A([!#$%&'*+\-.^_`|~0-9A-Za-z]+):(.*)\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Header();

    [GeneratedRegex(@"\A[0-9]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
