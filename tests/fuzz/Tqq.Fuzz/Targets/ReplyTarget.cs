using System.Buffers;
using Tqq.Fuzz.Oracles;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;

namespace Tqq.Fuzz.Targets;

/// <summary>
/// What a client reads: the head of an HTTP reply, also when only its beginning has come, and the body behind it (protocol.md §1.3, §2.2,
/// §5). An input without such a head is a body. What was understood is written, and understood the same again.
/// </summary>
internal sealed class ReplyTarget : ITarget
{
    public string Name => "reply";

    public IReadOnlyList<string> Words { get; } =
    [
        "HTTP/1.1 200 OK\r\n", "HTTP/1.0 200 OK\n", "HTTP/1.", " 200", " 404 Not Found", "\r\n\r\n", "\n\n", "\r\n", "\n",
            "Content-Length: ", "content-length:5\r\n", "1048576", "1048577", "+5", "Connection: close\r\n",
        "Connection: keep-alive\r\n", "Server: tencent imserver/1.0.0\r\n", "Content-Type: text/plain; charset=UTF-8\r\n", ":", "\0",
        "VER=1.1&CMD=", "LOGIN", "LIST", "QUERY_STAT", "GETINFO", "AddToList", "Ack_AddToList", "DelFromList", "Change_Stat", "GETMSGEX",
            "CLTMSG", "LOGOUT", "&SEQ=7", "&UIN=106814", "&RES=0", "&RES=3", "&RES=20", "&RES=",
        "&RS=0", "&RS=1", "&RA=", "&HI=60", "&LI=300", "&SK=", "&FN=1", "&SN=2", "&SN=", "&UN=", "&FC=", "&ST=10,", "&NK=", "&LV=", "&LV=2",
            "&LV=3", "&CD=1", "&MN=2", "&MN=", "&MT=9,9,", "&MG=", "&FI=", "&FI=17", "9223372036854775808",
        ",", ",,", "&", "=", "%", "%2c", "%26", "%25", "%01", "%FF", "\r", "\xe5\xa5\xbd", "\xff", "4294967295", "4294967296", "99,", "+",
    ];

    public void Check(byte[] input)
    {
        var rules = BlockOracle.Read(input, out var expected);
        var product = ReplyBlockReader.TryRead(input, out var head);
        if (rules != product || expected != head)
            throw DisagreementException.Of("head", (product, head), (rules, expected));
        // A beginning of the same bytes may leave it open, and says nothing else.
        var step = (input.Length / 8) + 1;
        for (var at = input.Length % step; at < input.Length; at += step)
        {
            var early = ReplyBlockReader.TryRead(input.AsSpan(0, at), out var earlyHead);
            if (early is null ? product == true && at >= head.Length : early != product || earlyHead != head)
                throw DisagreementException.Of($"cut at {at}", (early, earlyHead), (product, head));
        }

        CheckBody(product == true ? input[head.Length..] : input);
    }

    private static void CheckBody(byte[] body)
    {
        var rules = ReplyOracle.Read(body);
        var product = Read(body, out var head, out var failure);
        if (product != rules.Reading || (product is null && !rules.Wrong.Contains(failure)))
            throw DisagreementException.Of("body", product as object ?? failure, rules.Reading as object
                ?? string.Join(" or ", rules.Wrong));
        if (product is null)
            return;
        var output = new ArrayBufferWriter<byte>();
        ReplyWriter.Write(head, product.Reply, output);
        if (Read(output.WrittenSpan, out _, out _) is var again && again != product)
            throw DisagreementException.Of("written and read again", again, product);
    }

    private static ReplyReading? Read(ReadOnlySpan<byte> bytes, out ReplyHead head, out ParseFailure failure)
    {
        var isUnderstood = ReplyParser.TryParse(bytes, out head, out var reply, out failure);
        if (isUnderstood != (failure == ParseFailure.None) || isUnderstood != (reply is not null))
            throw DisagreementException.Of("result and failure", failure, reply);
        return isUnderstood
            ? new(new($"1.{(int)head.Version}", head.Command.WireName, head.Seq.ToString(), head.Uin), (uint)head.Result, reply!) : null;
    }
}
