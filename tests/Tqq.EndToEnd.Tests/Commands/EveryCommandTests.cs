using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>What holds for every command (protocol.md §2.1, §2.2, §3).</summary>
public sealed class EveryCommandTests(SharedServer shared)
{
    public static TheoryData<string, string> ButLoginAndLogout => new()
    {
        { "List", "" }, { "Query_Stat", "" }, { "Query_Stat", "&TN=1" }, { "GetInfo", "&LV=0&UN=20001" }, { "AddToList", "&UN=20001" },
        { "Ack_AddToList", "&UN=20001&CD=0" }, { "DelFromList", "&UN=20001" }, { "Change_Stat", "&ST=10" }, { "GetMsgEx", "" },
            { "CLTMSG", "&UN=20001&MG=x" },
    };

    [Theory]
    [MemberData(nameof(ButLoginAndLogout))]
    public async Task Without_a_login_it_is_res_20(string command, string fields) =>
        Assert.Equal("20", await (await shared.Server.AddPersonAsync()).ResultAsync(command, fields));

    [Fact]
    public async Task Logout_is_done_whether_logged_in_or_not()
    {
        var me = await shared.Server.AddOnlineAsync();
        Assert.Equal("0", await me.ResultAsync("Logout"));
        Assert.Equal("0", await me.ResultAsync("Logout"));
        Assert.Equal("20", await me.ResultAsync("GetMsgEx"));
    }

    [Theory]
    [InlineData("VER=1.3&CMD=Logout&SEQ=1&UIN=20001")]
    [InlineData("CMD=Logout&SEQ=1&UIN=20001")]
    [InlineData("VER=1.1&CMD=Nothing&SEQ=1&UIN=20001")]
    [InlineData("VER=1.1&SEQ=1&UIN=20001")]
    [InlineData("VER=1.1&CMD=Logout&UIN=20001")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=&UIN=20001")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=a b&UIN=20001")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=123456789012345678901234567890123&UIN=20001")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=1&UIN=abc")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=1")]
    [InlineData("VER=1.1&CMD=Logout&SEQ=1&UIN=4294967296")]
    [InlineData("VER=1.1&CMD=List&SEQ=1&UIN=20001&TN=x")]
    [InlineData("VER=1.1&CMD=Query_Stat&SEQ=1&UIN=20001&UN=x")]
    [InlineData("VER=1.1&CMD=AddToList&SEQ=1&UIN=20001&UN=x")]
    [InlineData("VER=1.1&CMD=Ack_AddToList&SEQ=1&UIN=20001&UN=20002&CD=x")]
    [InlineData("VER=1.1&CMD=Ack_AddToList&SEQ=1&UIN=20001&UN=20002&CD=2&RS=%C4%E3")]
    [InlineData("VER=1.1&CMD=DelFromList&SEQ=1&UIN=20001")]
    [InlineData("")]
    public async Task What_is_not_understood_is_answered_with_nothing_and_an_orderly_end(string body) =>
        Assert.Empty(await shared.Server.SendAsync(RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(body))));

    [Theory]
    [InlineData("ver=1.2&cmd=LoGoUt&seq=a-b_c.9&uin=20001&XP=1", "VER=1.2&CMD=LOGOUT&SEQ=a-b_c.9&UIN=20001&RES=0")]
    [InlineData("VER=1.0&CMD=Logout&SEQ=1&UIN=20001&SEQ=2\r\n", "VER=1.0&CMD=LOGOUT&SEQ=1&UIN=20001&RES=0")]
    public async Task Keys_and_commands_match_in_any_case_and_the_first_of_a_key_counts(string body, string reply) =>
        Assert.EndsWith("\r\n\r\n" + reply,
            Encoding.UTF8.GetString(await shared.Server.SendAsync(RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(body)))),
            StringComparison.Ordinal);
}
