using System.Buffers;
using Tqq.Fuzz.Oracles;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Fuzz.Targets;

/// <summary>
/// The request parser (protocol.md §2, §5), labelled as a form and not; and what was understood is written, and understood the same again.
/// </summary>
internal sealed class RequestTarget : ITarget
{
    public string Name => "request";

    public IReadOnlyList<string> Words { get; } =
    [
        "VER=1.1&CMD=", "VER=", "1.0", "1.2", "1.3", "&CMD=", "&cmd=", "&SEQ=", "&UIN=", "106814", "&SK=", "&SK=?", "&AK=0", "&AK=3.17",
            "&AK=", "&PS=", "&M5=1", "&LC=9326B87B234E7235", "&TN=", "&UN=", "&LV=", "&CD=2",
        "&RS=", "&ST=10", "&ST=", "&MG=", "&MK=", "&MK=a:1", "Login", "List", "Query_Stat", "GetInfo", "AddToList", "Ack_AddToList",
            "DelFromList", "Change_stat", "GetMsgEx", "CLTMSG", "Logout",
        "&", "=", "%", "+", "%20", "%41", "%2", "%zz", "%C4%E3", "%00", "%0d%0a", "%26", "\xe5\xa5\xbd", "\xf0\x9f\x98\x80", "\xff",
            "\xc0\x80", "\xed\xa0\x80", "\r\n", " ", "\t", "\0",
        "4294967295", "4294967296", "0000000000", "00000000001", "-1", ".", "12345678901234567890123456789012", "&COMP=1",
            "%20%20%20%20%20%20%20%20",
    ];

    public void Check(byte[] input)
    {
        Check(input, isForm: false);
        Check(input, isForm: true);
    }

    private static void Check(byte[] input, bool isForm)
    {
        var rules = RequestOracle.Read(input, isForm);
        var product = Read(input, isForm, out var head, out var failure);
        if (product != rules.Reading || (product is null && !rules.Wrong.Contains(failure)))
            throw DisagreementException.Of("request", product as object ?? failure, rules.Reading as object
                ?? string.Join(" or ", rules.Wrong));
        if (product is null)
            return;
        var output = new ArrayBufferWriter<byte>();
        RequestWriter.Write(head, product.Request, output);
        if (Read(output.WrittenSpan, isForm, out _, out _) is var again && again != product)
            throw DisagreementException.Of("written and read again", again, product);
    }

    private static RequestReading? Read(ReadOnlySpan<byte> bytes, bool isForm, out RequestHead head, out ParseFailure failure)
    {
        var isUnderstood = RequestParser.TryParse(bytes, isForm, out head, out var request, out failure);
        if (isUnderstood != (failure == ParseFailure.None) || isUnderstood != (request is not null))
            throw DisagreementException.Of("result and failure", failure, request);
        if (!isUnderstood)
            return FailureInWords.Of(bytes, isForm, failure) is var words && words.All(c => c is >= ' ' and < '\x7f') ? null
                : throw DisagreementException.Of("in words", words, failure);
        var fields = new HeadFields($"1.{(int)head.Version}", head.Command.WireName, head.Seq.ToString(), head.Uin);
        var receipt = head.Receipt is { } given ? $"{given.Count}{(given.Of is { } seq ? "." + seq : "")}" : null;
        return new(fields, head.Key, receipt, request!);
    }
}
