using System.Collections.Immutable;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;

namespace Tqq.Protocol.Tests.Replies;

/// <summary>Every example of protocol.md §5, byte for byte, written and read back.</summary>
public sealed class GoldenReplyTests
{
    private static readonly ImmutableDictionary<string, string> Hackfan = new Dictionary<string, string>
    {
        ["AD"] = "地址", ["AG"] = "19", ["BT"] = "2", ["CO"] = "6", ["CT"] = "苏州", ["CV"] = "\u0001", ["CY"] = "中华人民共和国",
            ["EM"] = "a@example.org", ["FC"] = "0",
        ["HP"] = "http://blog.example.org", ["ID"] = "-", ["JB"] = "学生", ["MO"] = "136********", ["MT"] = "0", ["MV"] = "", ["PC"] = "邮编",
            ["PH"] = "电话",
        ["PR"] = "The guy is updating......", ["PV"] = "江苏", ["RN"] = "Somebody", ["SC"] = "毕业院校", ["SH"] = "3", ["SX"] = "0",
            ["NK"] = "Hackfan 好",
    }.ToImmutableDictionary();

    public static TheoryData<Command, ResultCode, Reply, string> Examples => new()
    {
        { Command.Login, ResultCode.Success, new LoginReply(60, 300, null), "LOGIN&SEQ=7&UIN=106814&RES=0&RS=0&HI=60&LI=300" },
        { Command.Login, ResultCode.Success, new LoginReply(60, 300, "AAAAAAAAAAAAAAAAAAAA_-"),
            "LOGIN&SEQ=7&UIN=106814&RES=0&RS=0&HI=60&LI=300&SK=AAAAAAAAAAAAAAAAAAAA_-" },
        { Command.Login, ResultCode.Success, LoginFailedReply.WrongPassword, "LOGIN&SEQ=7&UIN=106814&RES=0&RS=1&RA=密码错误" },
        { Command.Login, ResultCode.IllegalUin, BareReply.Instance, "LOGIN&SEQ=7&UIN=106814&RES=5" },
        { Command.List, ResultCode.Success, new ListCountReply(9), "LIST&SEQ=7&UIN=106814&RES=0&FN=9" },
        { Command.List, ResultCode.Success, new ListReply([3814526, 36791785]),
            "LIST&SEQ=7&UIN=106814&RES=0&FN=1&SN=2&UN=3814526,36791785," },
        { Command.List, ResultCode.Success, new ListReply([]), "LIST&SEQ=7&UIN=106814&RES=0&FN=1&SN=0&UN=" },
        { Command.List, ResultCode.NoSession, BareReply.Instance, "LIST&SEQ=7&UIN=106814&RES=20" },
        { Command.QueryStat, ResultCode.Success, new QueryStatReply([new(0, 10, 106814, "Hackfan 好")]),
            "QUERY_STAT&SEQ=7&UIN=106814&RES=0&FC=0,&FN=1&SN=1&ST=10,&UN=106814,&NK=Hackfan 好," },
        { Command.QueryStat, ResultCode.Success, new ListCountReply(1), "QUERY_STAT&SEQ=7&UIN=106814&RES=0&FN=1" },
        { Command.QueryStat, ResultCode.Success, QueryStatReply.Nobody, "QUERY_STAT&SEQ=7&UIN=106814&RES=0&FC=&FN=1&SN=0&ST=&UN=&NK=" },
        { Command.GetInfo, ResultCode.Success, new GetInfoReply(0, 106814, Hackfan),
            "GETINFO&SEQ=7&UIN=106814&RES=0&LV=0&UN=106814&NK=Hackfan 好" },
        {
            Command.GetInfo, ResultCode.Success, new GetInfoReply(2, 106814, Hackfan),
            "GETINFO&SEQ=7&UIN=106814&RES=0&AD=地址&AG=19&EM=a@example.org&FC=0&HP=http://blog.example.org&JB=学生&LV=2&PC=邮编&PH=电话&PR=The guy is updating......&PV=江苏&RN=Somebody&SC=毕业院校&SX=0&UN=106814&NK=Hackfan 好"
        },
        {
            Command.GetInfo, ResultCode.Success, new GetInfoReply(3, 106814, Hackfan),
            "GETINFO&SEQ=7&UIN=106814&RES=0&AD=地址&AG=19&BT=2&CO=6&CT=苏州&CV=%01&CY=中华人民共和国&EM=a@example.org&FC=0&HP=http://blog.example.org&ID=-&JB=学生&LV=3&MO=136********&MT=0&MV=&PC=邮编&PH=电话&PR=The guy is updating......&PV=江苏&RN=Somebody&SC=毕业院校&SH=3&SX=0&UN=106814&NK=Hackfan 好"
        },
        { Command.AddToList, ResultCode.Success, new AddToListReply(1, 99833581), "AddToList&SEQ=7&UIN=106814&RES=0&CD=1&UN=99833581" },
        { Command.AckAddToList, ResultCode.Success, BareReply.Instance, "Ack_AddToList&SEQ=7&UIN=106814&RES=0" },
        { Command.AckAddToList, ResultCode.Denied, BareReply.Instance, "Ack_AddToList&SEQ=7&UIN=106814&RES=3" },
        { Command.DelFromList, ResultCode.Success, AmpersandReply.Instance, "DelFromList&SEQ=7&UIN=106814&RES=0&" },
        { Command.ChangeStat, ResultCode.Success, AmpersandReply.Instance, "Change_Stat&SEQ=7&UIN=106814&RES=0&" },
        {
            Command.GetMsgEx, ResultCode.Success,
                new GetMsgExReply([new(99, 36791785, "20"), new(99, 99833581, "30"), new(99, 99833581, "10"), new(9, 106814, "hi ")]),
            "GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=4&MT=99,99,99,9,&UN=36791785,99833581,99833581,106814,&MG=20,30,10,hi ,"
        },
        { Command.GetMsgEx, ResultCode.Success, GetMsgExReply.Nothing, "GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=0&MT=&UN=&MG=" },
        { Command.GetMsgEx, ResultCode.Success, new GetMsgExReply([], 0), "GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=0&MT=&UN=&MG=&FI=0" },
        {
            Command.GetMsgEx, ResultCode.Success, new GetMsgExReply([new(9, 106814, "hi ")], long.MaxValue),
            "GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=1&MT=9,&UN=106814,&MG=hi ,&FI=9223372036854775807"
        },
        { Command.CltMsg, ResultCode.Success, AmpersandReply.Instance, "CLTMSG&SEQ=7&UIN=106814&RES=0&" },
        { Command.Logout, ResultCode.Success, BareReply.Instance, "LOGOUT&SEQ=7&UIN=106814&RES=0" },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_example_is_written_and_read_back(Command command, ResultCode result, Reply reply, string expected)
    {
        var head = new ReplyHead(ProtocolVersion.V11, command, Bytes.Seq("7"), 106814, result);
        Assert.Equal("VER=1.1&CMD=" + expected, Bytes.Write(head, reply));
        var (readHead, read, _) = Bytes.ReadReply("VER=1.1&CMD=" + expected);
        Assert.Equal(head, readHead);
        Assert.Equal(reply, read);
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("&FI=", null)]
    [InlineData("&FI=-1", null)]
    [InlineData("&FI=9223372036854775808", null)]
    [InlineData("&FI= 007 ", 7L)]
    public void A_log_number_that_is_none_is_as_good_as_missing(string field, long? first) =>
        Assert.Equal(new GetMsgExReply([], first),
            Bytes.ReadReply($"VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=0&MT=&UN=&MG={field}").Reply);

    [Fact]
    public void A_client_bears_lists_of_unequal_length_and_counts_by_mn()
    {
        var (_, reply, _) = Bytes.ReadReply("VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=106814&RES=0&MN=1&MT=9,9,&UN=106814,&MG=A ,");
        Assert.Equal(new GetMsgExReply([new(9, 106814, "A ")]), reply);
    }

    [Fact]
    public void A_client_bears_unknown_fields_and_a_missing_last_comma()
    {
        var (_, reply, _) = Bytes.ReadReply("VER=1.1&CMD=LIST&XX=1&SEQ=7&UIN=106814&RES=0&FN=1&SN=2&UN=11111,22222");
        Assert.Equal(new ListReply([11111, 22222]), reply);
    }

    [Theory]
    [InlineData("\r", "Hackfan\n")]
    [InlineData("\r\r\n\n", "Hackfan\n")]
    [InlineData("\r\n", "Hackfan")]
    public void A_line_end_of_the_last_value_is_its_own_and_one_of_the_body_is_nobodys(string end, string nick)
    {
        var (_, reply, _) = Bytes.ReadReply("VER=1.1&CMD=GETINFO&SEQ=7&UIN=106814&RES=0&LV=0&UN=106814&NK=Hackfan" + end);
        Assert.Equal(nick, Assert.IsType<GetInfoReply>(reply).Values["NK"]);
    }

    [Fact]
    public void Writing_an_empty_poll_allocates_nothing()
    {
        var head = new ReplyHead(ProtocolVersion.V11, Command.GetMsgEx, Bytes.Seq("1234"), 106814, ResultCode.Success);
        var output = new System.Buffers.ArrayBufferWriter<byte>(512);
        for (var warmUp = 0; warmUp < 100; warmUp++)
        {
            ReplyWriter.Write(head, GetMsgExReply.Nothing, output);
            output.ResetWrittenCount();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        ReplyWriter.Write(head, GetMsgExReply.Nothing, output);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }
}
