using System.Collections.Immutable;
using System.Text;
using CsCheck;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Tests;

/// <summary>What somebody else chose - a text, a nickname, a command's name - comes out again as a value and as nothing else.</summary>
public sealed class InjectionTests
{
    private static readonly Gen<string> Texts = Gen.OneOf(
        Bytes.OneOf("&", "=", ",", "%", "%26", "\r\n", "\n\n", "\0", "\u001b[2J", "&RES=20", "&MN=9", ",,", "HTTP/1.1 200 OK\r\n\r\n",
            "\u202e", "好"), Gen.Char['\0', '\ud7ff'].Select(c => c.ToString())).List[0, 20].Select(string.Concat);

    // Behind a legal value: nothing in half of the cases, so that many requests are accepted.
    private static readonly Gen<string> Tails = Gen.OneOf(Gen.Const(""), Bytes.OneOf("&MN=9", "0", ".-_", "&", "&&RES=20", "\r\n"), Texts);

    private static readonly Func<string, Reply>[] s_replies =
    [
        text => new GetMsgExReply([new(9, 10002, text), new(2, 10003, text)]),
        text => new QueryStatReply([new(1, 10002, 2, text), new(1, 10003, 2, text)]),
        text => new GetInfoReply(3, 10002, InfoKeys.OfLevel(3).Where(key => key is not ("LV" or "UN")).ToImmutableDictionary(key =>
            key, _ => text)),
    ];

    [Fact]
    public void No_text_adds_a_field_or_an_item_to_a_reply_or_ends_it() =>
        Gen.Select(Gen.Int[0, s_replies.Length - 1], Texts).Sample((kind, text) =>
    {
        var (written, plain) = (Write(s_replies[kind](text)), Write(s_replies[kind]("A")));
        // A line end of a text is a CR in its value (protocol.md §2).
        Assert.DoesNotContain(written, character => character is < ' ' and not '\r' or '\u007f');
        Assert.Equal(Form(plain), Form(written));
    });

    [Fact]
    public void No_request_that_is_accepted_echoes_more_than_its_four_fields() =>
        Gen.Select(Tails, Tails, Tails).Sample((version, seq, uin) =>
    {
        var request = Encoding.UTF8.GetBytes($"VER=1.1{version}&CMD=GetMsgEx&SEQ=7{seq}&UIN=10001{uin}");
        if (!RequestParser.TryParse(request, isLabelledForm: false, out var head, out _, out _))
            return;
        var written = Bytes.Write(new ReplyHead(head.Version, head.Command, head.Seq, head.Uin, ResultCode.Success), new GetMsgExReply([]));
        Assert.Matches(@"^VER=1\.[0-2]&CMD=GETMSGEX&SEQ=[0-9A-Za-z_.-]{1,32}&UIN=10001[0-9]{0,5}&RES=0&MN=0&MT=&UN=&MG=\z", written);
    });

    [Fact]
    public void What_a_log_says_of_an_unknown_command_is_short_and_printable() =>
        Gen.OneOf(Texts.Select(Encoding.UTF8.GetBytes), Gen.Byte.Array[0, 100]).Sample(name =>
        Assert.Matches(@"^[!-~]{0,32}\z", RequestParser.CommandForLog([.. "VER=1.1&CMD="u8, .. name])));

    private static string Write(Reply reply) =>
        Bytes.Write(new ReplyHead(ProtocolVersion.V11, Command.GetMsgEx, Bytes.Seq("7"), 10001, ResultCode.Success), reply);

    // The names of the fields, and how many items each has.
    private static IEnumerable<(string Name, int Items)> Form(string body) =>
        body.Split('&').Select(field => (field.Split('=')[0], field.Count(character => character == ',')));
}
