using System.Buffers;
using Tqq.Protocol.Grammar;

namespace Tqq.Protocol.Requests;

/// <summary>Writes a request as a client sends it: `VER=..&amp;CMD=..&amp;SEQ=..&amp;UIN=..[&amp;SK=..][&amp;AK=..]` and the command's fields (protocol.md §2, §5).</summary>
public static class RequestWriter
{
    /// <summary>Writes the body of a request.</summary>
    public static void Write(in RequestHead head, Request request, IBufferWriter<byte> output)
    {
        var body = new BodyWriter(output);
        new CommonHead(head.Version, head.Command, head.Seq, head.Uin).Write(body);
        if (head.Key is { } key)
            Text(body, "&SK="u8, key);
        head.Receipt?.Write(body);
        Fields(body, request);
    }

    private static void Fields(BodyWriter body, Request request)
    {
        switch (request)
        {
            case LoginRequest login:
                Text(body, "&PS="u8, login.PasswordMd5);
                body.Raw("&M5=1"u8);
                Text(body, "&LC="u8, login.ClientCode);
                break;
            case ListRequest list:
                Optional(body, list.Tn, list.Un);
                break;
            case QueryStatRequest query:
                Optional(body, query.Tn, query.Un);
                break;
            case GetInfoRequest info:
                Number(body, "&LV="u8, info.Level);
                Number(body, "&UN="u8, info.Target);
                break;
            case AddToListRequest add:
                Number(body, "&UN="u8, add.Target);
                break;
            case AckAddToListRequest ack:
                Number(body, "&UN="u8, ack.Target);
                Number(body, "&CD="u8, ack.Code);
                Text(body, "&RS="u8, ack.Words);
                break;
            case DelFromListRequest delete:
                Number(body, "&UN="u8, delete.Target);
                break;
            case ChangeStatRequest change:
                Number(body, "&ST="u8, change.Status);
                break;
            case CltMsgRequest message:
                Number(body, "&UN="u8, message.Target);
                if (message.Key is { } key)
                    Text(body, "&MK="u8, key.ToString());
                Text(body, "&MG="u8, message.Text);
                break;
            default:
                break; // GetMsgEx and Logout have no fields
        }
    }

    private static void Optional(BodyWriter body, uint? tn, uint? un)
    {
        if (tn is { } first)
            Number(body, "&TN="u8, first);
        if (un is { } second)
            Number(body, "&UN="u8, second);
    }

    private static void Number(BodyWriter body, ReadOnlySpan<byte> key, uint number)
    {
        body.Raw(key);
        body.Number(number);
    }

    private static void Text(BodyWriter body, ReadOnlySpan<byte> key, string text)
    {
        body.Raw(key);
        body.RequestText(text);
    }
}
