using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Requests;

namespace Tqq.Protocol.Tests.Requests;

/// <summary>The grammar of requests (protocol.md §2) and what each command needs (§5).</summary>
public sealed class RequestParserTests
{
    public static TheoryData<string, string, Request> Examples => new()
    {
        { "Login", "&PS=5f4dcc3b5aa765d61d8327deb882cf99&M5=1&LC=9326B87B234E7235",
            new LoginRequest("5f4dcc3b5aa765d61d8327deb882cf99", "9326B87B234E7235") },
        { "Login", "&PS=5f4dcc3b5aa765d61d8327deb882cf99 &M6=1&LC=9326B87B234E7235",
            new LoginRequest("5f4dcc3b5aa765d61d8327deb882cf99", "9326B87B234E7235") },
        { "List", "", new ListRequest(null, null) },
        { "List", "&TN=160&UN=0", new ListRequest(160, 0) },
        { "Query_Stat", "&TN=50", new QueryStatRequest(50, null) },
        { "GetInfo", "&LV=3&UN=99833581", new GetInfoRequest(3, 99833581) },
        { "AddToList", "&UN=99833581", new AddToListRequest(99833581) },
        { "Ack_AddToList", "&UN=99833581&CD=2&RS=TEST", new AckAddToListRequest(99833581, 2, "TEST") },
        { "Ack_AddToList", "&UN=99833581&CD=5", new AckAddToListRequest(99833581, 5, "") },
        { "DelFromList", "&UN=99833581", new DelFromListRequest(99833581) },
        { "Change_stat", "&ST=40", new ChangeStatRequest(40) },
        { "GetMsgEx", "", GetMsgExRequest.Instance },
        { "CLTMSG", "&UN=99833581&MG= TEST 好 ", new CltMsgRequest(99833581, " TEST 好 ") },
        { "CLTMSG", "&UN=99833581&MG=a%26b%2", new CltMsgRequest(99833581, "a&b%2") },
        { "CLTMSG", "&UN=99833581&MG=1+1=2", new CltMsgRequest(99833581, "1+1=2") },
        { "CLTMSG", "&UN=99833581&MG=", new CltMsgRequest(99833581, "") },
        { "CLTMSG", "&UN=99833581&MK= 3f2504e0:4f89_41d3.9a0c-0305 &MG=hi",
            new CltMsgRequest(99833581, "hi", Bytes.Key("3f2504e0:4f89_41d3.9a0c-0305")) },
        { "CLTMSG", "&UN=99833581&MG=hi&mk=%41", new CltMsgRequest(99833581, "hi", Bytes.Key("A")) },
        { "CLTMSG", $"&UN=99833581&MG=hi&MK={new string('k', 64)}", new CltMsgRequest(99833581, "hi", Bytes.Key(new string('k', 64))) },
        { "Ack_AddToList", "&UN=99833581&CD=0&MK=a b", new AckAddToListRequest(99833581, 0, "") },
        { "Logout", "", LogoutRequest.Instance },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void A_request_is_read(string command, string fields, Request expected)
    {
        var (head, request, failure) = Bytes.ReadRequest($"VER=1.1&CMD={command}&SEQ=7&UIN=106814{fields}");
        Assert.Equal(ParseFailure.None, failure);
        Assert.Equal(expected, request);
        Assert.Equal((106814u, "7", null), (head.Uin, head.Seq.ToString(), head.Key));
    }

    public static TheoryData<string, ParseFailure> Failures => new()
    {
        { "", ParseFailure.BadVersion },
        { "VER=1.3&CMD=List&SEQ=7&UIN=106814", ParseFailure.BadVersion },
        { "VER=1.1&CMD=Lisp&SEQ=7&UIN=106814", ParseFailure.UnknownCommand },
        { "VER=1.1&SEQ=7&UIN=106814", ParseFailure.UnknownCommand },
        { "VER=1.1&CMD=List&UIN=106814", ParseFailure.BadSeq },
        { "VER=1.1&CMD=List&SEQ=a/b&UIN=106814", ParseFailure.BadSeq },
        { "VER=1.1&CMD=List&SEQ=123456789012345678901234567890123&UIN=106814", ParseFailure.BadSeq },
        { "VER=1.1&CMD=List&SEQ=7", ParseFailure.BadUin },
        { "VER=1.1&CMD=List&SEQ=7&UIN=-1", ParseFailure.BadUin },
        { "VER=1.1&CMD=List&SEQ=7&UIN=4294967296", ParseFailure.BadUin },
        { "VER=1.1&CMD=List&SEQ=7&UIN=00000000001", ParseFailure.BadUin },
        { "VER=1.1&CMD=List&SEQ=7&UIN=106814&TN=", ParseFailure.BadNumber },
        { "VER=1.1&CMD=GetInfo&SEQ=7&UIN=106814&LV=1", ParseFailure.BadNumber },
        { "VER=1.1&CMD=Login&SEQ=7&UIN=106814&PS=&LC=x", ParseFailure.MissingField },
        { "VER=1.1&CMD=Login&SEQ=7&UIN=106814&PS=x", ParseFailure.MissingField },
        { "VER=1.1&CMD=Change_Stat&SEQ=7&UIN=106814&ST=15", ParseFailure.BadCode },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581", ParseFailure.MissingField },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=%C4%E3", ParseFailure.BadText },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=hi&MK=", ParseFailure.BadKey },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=hi&MK=a b", ParseFailure.BadKey },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=hi&MK=a/b", ParseFailure.BadKey },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=hi&MK=%C3%A9", ParseFailure.BadKey },
        { $"VER=1.1&CMD=CLTMSG&SEQ=7&UIN=106814&UN=99833581&MG=hi&MK={new string('k', 65)}", ParseFailure.BadKey },
        { "VER=1.1&CMD=Ack_AddToList&SEQ=7&UIN=106814&UN=99833581&CD=2&RS=%FF", ParseFailure.BadText },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void What_is_wrong_is_said(string body, ParseFailure expected)
    {
        var (_, request, failure) = Bytes.ReadRequest(body);
        Assert.Null(request);
        Assert.Equal(expected, failure);
    }

    [Fact]
    public void Keys_match_in_any_case_and_a_repeated_key_counts_the_first_time() =>
        Assert.Equal(10001u, Bytes.ReadRequest("vEr=1.0&cmd=logout&COMP=1&seq=1&Uin=10001&UIN=10002&GD").Head.Uin);

    [Fact]
    public void A_short_value_may_be_escaped_as_a_whole_and_have_white_space_around_it_however_much()
    {
        var space = string.Concat(Enumerable.Repeat("%20", 100));
        var mark = string.Concat("1.12345678901234567890123456789012".Select(c => $"%{(int)c:x2}"));
        var (head, _, _) =
            Bytes.ReadRequest($"VER={space}1.1{space}&CMD={space}Logout&SEQ={space}7&UIN={space}10001{space}&SK=k&AK={mark}{space}");
        Assert.Equal((10001u, "7", "12345678901234567890123456789012"), (head.Uin, head.Seq.ToString(), head.Receipt?.Of.ToString()));
    }

    [Fact]
    public void Line_ends_behind_the_body_are_cut_off() => Assert.Equal(
        new CltMsgRequest(99833581, "hi"), Bytes.ReadRequest("VER=1.1&CMD=CLTMSG&SEQ=1&UIN=10001&UN=99833581&MG=hi\r\n\r\n").Request);

    [Theory]
    [InlineData("MG=a+b%21c", true, "a b!c")]
    [InlineData("MG=a+b%20c", true, "a+b c")]
    [InlineData("MG=a+b%20c", false, "a+b c")]
    [InlineData("MG=a+b c", true, "a+b c")]
    [InlineData("MG=a+b=c", true, "a+b=c")]
    [InlineData("MG=a+b%zz", true, "a+b%zz")]
    public void A_plus_is_a_space_only_in_strictly_valid_form_encoding(string field, bool isForm, string expected) => Assert.Equal(
        expected,
            Assert.IsType<CltMsgRequest>(Bytes.ReadRequest("VER=1.1&CMD=CLTMSG&SEQ=1&UIN=10001&UN=99833581&" + field,
            isForm).Request).Text);

    [Theory]
    [InlineData("MG=Tom & Jerry", "Tom ")]
    [InlineData("MG=a&b=c&d", "a")]
    [InlineData("MG=&", "")]
    [InlineData("MG=a&MG=b", "a")]
    [InlineData("MG=a&UN=10003", "a")]
    public void A_raw_ampersand_cuts_a_text_and_what_follows_is_a_key_that_nobody_knows(string field, string text)
    {
        foreach (var isForm in (bool[])[false, true])
            Assert.Equal(new CltMsgRequest(99833581, text),
                Bytes.ReadRequest("VER=1.1&CMD=CLTMSG&SEQ=1&UIN=10001&UN=99833581&" + field, isForm).Request);
    }

    [Fact]
    public void A_session_key_is_read() => Assert.Equal("?", Bytes.ReadRequest("VER=1.1&CMD=Logout&SEQ=1&UIN=10001&SK=?").Head.Key);

    [Theory]
    [InlineData("&SK=k&AK=0", 0u, null)]
    [InlineData("&SK=k&AK=3.17.a-b", 3u, "17.a-b")]
    [InlineData("&AK=0&SK=k", 0u, null)]
    public void What_a_client_with_a_key_has_taken_is_read(string fields, uint count, string? of) =>
        Assert.Equal(new Receipt(count, of is null ? null : Bytes.Seq(of)),
            Bytes.ReadRequest("VER=1.1&CMD=GetMsgEx&SEQ=1&UIN=10001" + fields).Head.Receipt);

    [Theory]
    [InlineData("&AK=3.1", ParseFailure.None)]
    [InlineData("&AK=whatever", ParseFailure.None)]
    [InlineData("&SK=k&AK=", ParseFailure.BadNumber)]
    [InlineData("&SK=k&AK=3", ParseFailure.BadNumber)]
    [InlineData("&SK=k&AK=3.", ParseFailure.BadNumber)]
    [InlineData("&SK=k&AK=x.1", ParseFailure.BadNumber)]
    public void Without_a_key_it_is_a_key_that_is_not_known_and_with_one_it_must_be_right(string fields, ParseFailure failure)
    {
        var read = Bytes.ReadRequest("VER=1.1&CMD=GetMsgEx&SEQ=1&UIN=10001" + fields);
        Assert.Equal((failure, null), (read.Failure, read.Head.Receipt));
    }

    [Fact]
    public void The_command_of_a_body_can_be_logged_without_harm() =>
        Assert.Equal("Evil?[2J??", RequestParser.CommandForLog("VER=1.1&CMD=Evil\u001b[2J\r\n&SEQ=1"u8));

    [Fact]
    public void Reading_a_poll_allocates_nothing()
    {
        var body = Bytes.Of("VER=1.1&CMD=GetMsgEx&SEQ=1234&UIN=106814");
        for (var warmUp = 0; warmUp < 100; warmUp++)
            _ = RequestParser.TryParse(body, false, out _, out _, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = RequestParser.TryParse(body, false, out _, out _, out _);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_password_is_never_shown() =>
        Assert.DoesNotContain("5f4dcc3b", new LoginRequest("5f4dcc3b5aa765d61d8327deb882cf99", "x").ToString(), StringComparison.Ordinal);
}
