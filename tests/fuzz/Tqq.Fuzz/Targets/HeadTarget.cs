using System.Buffers;
using Tqq.Fuzz.Oracles;
using Tqq.Server.Wire.Http;

namespace Tqq.Fuzz.Targets;

/// <summary>
/// The scanner and the parser of request heads (protocol.md §1.1, §1.2): against the rules, and against
/// themselves with the bytes split otherwise.
/// </summary>
internal sealed class HeadTarget : ITarget
{
    public string Name => "head";

    public IReadOnlyList<string> Words { get; } =
    [
        "POST ", "GET ", "HEAD ", "PUT ", "POST  HTTP/1.1\r\n", "POST HTTP/1.1\r\n", "GET HTTP/1.1\r\n", "POST / HTTP/1.0\r\n",
            " HTTP/1.1\r\n", " HTTP/1.0\r\n", " HTTP/2.0\r\n",
        "http://host:8000/?x=y ", "\r\n", "\r\n\r\n", "\r", "\n", "\0", ":", " ", "\t", "\r\n ", " :", ",", ";",
        "Content-Length: ", "\r\nContent-Length: 5\r\n", "content-LENGTH:", "16384", "16385", "+5", "-5", "0x5", "5, 5", "005",
            "99999999999", "4294967301", "18446744073709551621",
        "Transfer-Encoding: chunked\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "close, keep-alive",
            "Expect: 100-continue\r\n",
        "Content-Type: application/x-www-form-urlencoded\r\n", "Content-Type: text/plain; charset=UTF-8\r\n", "Host: localhost\r\n",
            "Host: ", "Cookie: \r\n", "Expect: x\r\n", "Origin: http://a\r\n", "Origin: ", "Sec-Fetch-Site: cross-site\r\n",
            "Sec-Fetch-Site: same-origin\r\n", "\x01", "\v", "\x1f", "\x7f",
    ];

    public void Check(byte[] input)
    {
        var whole = Read(input, [input.Length]);
        Compare(HeadOracle.Read(input), whole);
        if (Read(input, Enumerable.Range(1, input.Length)) is var slow && slow != whole)
            throw DisagreementException.Of("byte by byte", slow, whole);
        var step = (input.Length / 12) + 1;
        for (var at = input.Length % step; at < input.Length; at += step)
            CheckSplit(input, at, whole);
    }

    /// <summary>The same result whether the bytes come at once or in two parts, and whether they lie in one piece or in three.</summary>
    public static void CheckSplit(byte[] input, int at, HeadReading whole)
    {
        if (Read(input, [at, input.Length]) is var split && split != whole)
            throw DisagreementException.Of($"split at {at}", split, whole);
        if (Read(Pieces.Of(input[..at], [], input[at..]), default) is var scattered && scattered != whole)
            throw DisagreementException.Of($"in pieces at {at}", scattered, whole);
    }

    public static HeadReading Read(byte[] input, IEnumerable<int> arrivals)
    {
        var scanner = default(HeadScanner);
        var reading = new HeadReading(0, 0, null);
        foreach (var arrived in arrivals)
        {
            reading = Read(new ReadOnlySequence<byte>(input, 0, arrived), ref scanner);
            if (reading.Status != 0)
                break;
        }

        return reading;
    }

    private static HeadReading Read(in ReadOnlySequence<byte> bytes, HeadScanner scanner) => Read(bytes, ref scanner);

    private static HeadReading Read(in ReadOnlySequence<byte> bytes, ref HeadScanner scanner)
    {
        if (!scanner.TryFindEnd(bytes, out var length, out var refusal))
            return new(refusal?.Status ?? 0, 0, null);
        refusal = HeadParser.Parse(bytes.Slice(0, length).ToArray(), out var head);
        return refusal is null ? new(200, length, head) : new(refusal.Status, length, null);
    }

    private static void Compare(HeadVerdict rules, HeadReading product)
    {
        if (rules.Reasons.Count > 0 && !rules.Reasons.Contains(product.Status))
            throw DisagreementException.Of("head", product, string.Join(" or ", rules.Reasons));
        if (rules.Reasons.Count == 0 && product != (rules.Accepted ?? new(0, 0, null)))
            throw DisagreementException.Of("head", product, rules.Accepted as object ?? "that more is needed");
    }
}
