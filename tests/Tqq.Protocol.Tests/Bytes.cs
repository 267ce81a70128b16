using System.Buffers;
using System.Text;
using CsCheck;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Tests;

/// <summary>Short ways to write and read, for the tests.</summary>
internal static class Bytes
{
    public static Seq Seq(string text) =>
        Grammar.Seq.TryParse(Encoding.ASCII.GetBytes(text), out var seq) ? seq : throw new ArgumentException(text);

    public static MessageKey Key(string text) =>
        MessageKey.TryParse(Encoding.ASCII.GetBytes(text), out var key) ? key : throw new ArgumentException(text);

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(at => values[at]);

    public static byte[] Of(string text) => Encoding.UTF8.GetBytes(text);

    public static string Write(in ReplyHead head, Reply reply)
    {
        var output = new ArrayBufferWriter<byte>();
        ReplyWriter.Write(head, reply, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Write(in RequestHead head, Request request)
    {
        var output = new ArrayBufferWriter<byte>();
        RequestWriter.Write(head, request, output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static (RequestHead Head, Request? Request, ParseFailure Failure) ReadRequest(string body, bool isForm = false)
    {
        _ = RequestParser.TryParse(Of(body), isForm, out var head, out var request, out var failure);
        return (head, request, failure);
    }

    public static (ReplyHead Head, Reply? Reply, ParseFailure Failure) ReadReply(string body)
    {
        _ = ReplyParser.TryParse(Of(body), out var head, out var reply, out var failure);
        return (head, reply, failure);
    }
}
