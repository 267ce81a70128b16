using System.Collections.Immutable;
using CsCheck;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Tests;

/// <summary>What one side writes the other reads, and no bytes whatever are thrown at.</summary>
public sealed class RoundTripTests
{
    // Any text without lone surrogates, rich in what has a meaning of its own.
    private static readonly Gen<string> Text = Gen.OneOf(
        Bytes.OneOf("&", "%", ",", "=", "+", " ", "%41", "好", "😀", "\u0001", "\u007f", "A", "h"),
            Gen.Char['\u0020', '\ud7ff'].Select(c => c.ToString())).List[0, 30].Select(string.Concat);

    private static readonly Gen<Seq> Seqs = Gen.Char["0123456789abcXYZ_.-"].Array[1, 32].Select(characters =>
        Bytes.Seq(new string(characters)));

    private static readonly Gen<MessageKey?> Keys = Gen.Char["0123456789abcXYZ_.:-"].Array[0, 64].Select(characters =>
        characters.Length == 0 ? null : Bytes.Key(new string(characters)));

    private static readonly Gen<ProtocolVersion> Versions = Gen.Enum<ProtocolVersion>();

    private static readonly Gen<(Command, Request)> Requests = Gen.OneOf(
        Gen.Select(Gen.UInt, Text, Keys).Select((target, text, key) => (Command.CltMsg, (Request)new CltMsgRequest(target, text, key))),
        Gen.Select(Gen.UInt, Gen.UInt, Text).Select((target, code, words) =>
            (Command.AckAddToList, (Request)new AckAddToListRequest(target, code, words))),
        Gen.Select(Gen.UInt.Nullable(), Gen.UInt.Nullable()).Select((tn, un) => (Command.List, (Request)new ListRequest(tn, un))),
        Gen.Select(Gen.UInt.Nullable(), Gen.UInt.Nullable()).Select((tn, un) => (Command.QueryStat, (Request)new QueryStatRequest(tn, un))),
        Gen.Select(Gen.UInt, Gen.UInt).Select((level, target) => (Command.GetInfo, (Request)new GetInfoRequest(level, target))),
        Gen.UInt.Select(target => (Command.AddToList, (Request)new AddToListRequest(target))),
        Gen.UInt.Select(target => (Command.DelFromList, (Request)new DelFromListRequest(target))),
        Bytes.OneOf(10u, 20u, 30u, 40u).Select(status => (Command.ChangeStat, (Request)new ChangeStatRequest(status))),
        Gen.Const((Command.GetMsgEx, (Request)GetMsgExRequest.Instance)),
        Gen.Const((Command.Logout, (Request)LogoutRequest.Instance)));

    private static readonly Gen<(Command, Reply)> Replies = Gen.OneOf(
        Gen.Select(Gen.Select(Gen.UInt, Gen.UInt, Text).Array[0, 8], Gen.Long[0, long.MaxValue].Nullable()).Select((items, first) =>
            (Command.GetMsgEx,
                (Reply)new GetMsgExReply([.. items.Select(item => new MessageItem(item.Item1, item.Item2, item.Item3))], first))),
        Gen.Select(Gen.UInt, Gen.UInt, Gen.UInt, Text).Array[0, 8].Select(items =>
            (Command.QueryStat,
            (Reply)new QueryStatReply([.. items.Select(item => new OnlineFriend(item.Item1, item.Item2, item.Item3, item.Item4))]))),
        Gen.UInt.Array[0, 20].Select(uins => (Command.List, (Reply)new ListReply([.. uins]))),
        Gen.UInt.Select(count => (Command.List, (Reply)new ListCountReply(count))),
        Gen.Select(Gen.UInt, Gen.UInt, Text).Select((level, target, text) =>
            (Command.GetInfo, (Reply)new GetInfoReply(level, target,
                InfoKeys.OfLevel(level).Where(key => key is not ("LV" or "UN")).ToImmutableDictionary(key => key, _ => text)))),
        Gen.Select(Gen.UInt[0, 2], Gen.UInt).Select((code, target) => (Command.AddToList, (Reply)new AddToListReply(code, target))),
        Text.Select(reason => (Command.Login, (Reply)new LoginFailedReply(reason))));

    [Fact]
    public void A_request_is_read_as_it_was_written() =>
        Gen.Select(Versions, Seqs, Gen.UInt, Requests).Sample((version, seq, uin, request) =>
    {
        var head = new RequestHead(version, request.Item1, seq, uin, uin % 2 == 0 ? "key" : null, uin % 4 == 0 ? new(uin, seq) : null);
        var (readHead, read, _) = Bytes.ReadRequest(Bytes.Write(head, request.Item2));
        Assert.Equal((head, request.Item2), (readHead, read));
    });

    [Fact]
    public void A_request_is_read_the_same_whether_labelled_as_a_form_or_not() =>
        Gen.Select(Seqs, Gen.UInt, Requests).Sample((seq, uin, request) =>
    {
        var body = Bytes.Write(new RequestHead(ProtocolVersion.V11, request.Item1, seq, uin), request.Item2);
        Assert.Equal(Bytes.ReadRequest(body, isForm: false).Request, Bytes.ReadRequest(body, isForm: true).Request);
    });

    [Fact]
    public void A_reply_is_read_as_it_was_written() => Gen.Select(Versions, Seqs, Gen.UInt, Replies).Sample((version, seq, uin, reply) =>
    {
        var head = new ReplyHead(version, reply.Item1, seq, uin, ResultCode.Success);
        var (readHead, read, _) = Bytes.ReadReply(Bytes.Write(head, reply.Item2));
        Assert.Equal((head, reply.Item2), (readHead, read));
    });

    [Fact]
    public void Any_bytes_are_a_request_or_a_failure() => Gen.Byte.Array[0, 200].Sample(bytes =>
    {
        var understood = RequestParser.TryParse(bytes, true, out _, out var request, out var failure);
        Assert.Equal(understood, request is not null);
        Assert.Equal(understood, failure == ParseFailure.None);
        Assert.Equal(ReplyParser.TryParse(bytes, out _, out var reply, out _), reply is not null);
    });

    [Fact]
    public void A_damaged_request_is_a_request_or_a_failure() =>
        Gen.Select(Seqs, Requests, Gen.Int[0, 1000], Gen.Byte).Sample((seq, request, at, damage) =>
    {
        var bytes = Bytes.Of(Bytes.Write(new RequestHead(ProtocolVersion.V11, request.Item1, seq, 10001), request.Item2));
        bytes[at % bytes.Length] = damage;
        Assert.Equal(RequestParser.TryParse(bytes, false, out _, out _, out var failure), failure == ParseFailure.None);
    });

    [Fact]
    public void A_lone_surrogate_never_makes_invalid_utf8()
    {
        var (_, read, _) = Bytes.ReadReply(Bytes.Write(
            new ReplyHead(ProtocolVersion.V11, Command.GetMsgEx, Bytes.Seq("1"), 10001, ResultCode.Success),
                new GetMsgExReply([new(9, 10002, "a\ud800b ")])));
        Assert.Equal(new GetMsgExReply([new(9, 10002, "a\ufffdb ")]), read);
    }
}
