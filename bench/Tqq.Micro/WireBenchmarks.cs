using System.Buffers;
using BenchmarkDotNet.Attributes;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Http;
using Tqq.Protocol.Replies;

namespace Tqq.Micro;

/// <summary>Bodies in, bodies out.</summary>
public class WireBenchmarks
{
    private static readonly byte[] s_poll = "VER=1.1&CMD=GetMsgEx&SEQ=4711&UIN=20001"u8.ToArray();
    private static readonly byte[] s_text =
        "VER=1.1&CMD=CLTMSG&SEQ=4711&UIN=20001&UN=20002&MG=a small text%2c of some forty bytes, 好"u8.ToArray();
    private static readonly byte[] s_server = "tencent imserver/1.0.0"u8.ToArray();
    private static readonly GetMsgExReply s_ten =
        new([.. Enumerable.Range(0, 10).Select(number => new MessageItem(9, 20_002, $"a small text, number {number} "))]);

    private readonly ArrayBufferWriter<byte> _body = new(64 * 1024);
    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly byte[] _tenAsBytes;

    public WireBenchmarks()
    {
        Write(new(ProtocolVersion.V11, Command.GetMsgEx, new(4711), 20_001, ResultCode.Success), s_ten);
        _tenAsBytes = _body.WrittenSpan.ToArray();
    }

    [Benchmark(Description = "parse a GetMsgEx, write its empty reply with its HTTP head")]
    public int PollInAndOut()
    {
        RequestParser.TryParse(s_poll, isLabelledForm: false, out var head, out _, out _);
        Write(new(head.Version, head.Command, head.Seq, head.Uin, ResultCode.Success), GetMsgExReply.Nothing);
        _output.ResetWrittenCount();
        ReplyBlock.Write(_output, s_server, _body.WrittenSpan);
        return _output.WrittenCount;
    }

    [Benchmark(Description = "parse a CLTMSG")]
    public bool ParseText() => RequestParser.TryParse(s_text, isLabelledForm: false, out _, out _, out _);

    [Benchmark(Description = "write a GetMsgEx reply with 10 messages")]
    public int WriteTen()
    {
        Write(new(ProtocolVersion.V11, Command.GetMsgEx, new(4711), 20_001, ResultCode.Success), s_ten);
        return _body.WrittenCount;
    }

    [Benchmark(Description = "parse that reply, as a client")]
    public bool ParseTen() => ReplyParser.TryParse(_tenAsBytes, out _, out _, out _);

    private void Write(ReplyHead head, Reply reply)
    {
        _body.ResetWrittenCount();
        ReplyWriter.Write(head, reply, _body);
    }
}
