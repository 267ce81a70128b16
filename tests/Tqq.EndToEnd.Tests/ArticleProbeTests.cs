using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests;

/// <summary>The article's probe, byte for byte: each of the eleven commands gets the documented reply, header block included.</summary>
public sealed class ArticleProbeTests(SharedServer shared)
{
    private static string Reply(string body) =>
        $"HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    private static async Task Expect(Person person, string request, params string[] replies)
    {
        var received = await person.Server.SendAsync(RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(request)));
        Assert.Equal(string.Concat(replies.Select(Reply)), Encoding.UTF8.GetString(received));
    }

    [Fact]
    public async Task All_eleven_commands_get_the_documented_reply()
    {
        var me = await shared.Server.AddPersonAsync();
        var friend = await shared.Server.AddOnlineAsync("anyone");
        string Head(string command, int seq) => $"VER=1.1&CMD={command}&SEQ={seq}&UIN={me.Uin}";

        await Expect(me, $"{Head("Login", 1)}&PS={me.PasswordMd5}&M5=1&LC=9326B87B234E7235", $"{Head("LOGIN", 1)}&RES=0&RS=0&HI=60&LI=300");
        await Expect(me, $"{Head("AddToList", 2)}&UN={friend.Uin}", $"{Head("AddToList", 2)}&RES=0&CD=0&UN={friend.Uin}");
        await Expect(me, $"{Head("List", 3)}&TN=160&UN=0", $"{Head("LIST", 3)}&RES=0&FN=1&SN=1&UN={friend.Uin},");
        await Expect(me, $"{Head("Query_Stat", 4)}&TN=50&UN=0",
            $"{Head("QUERY_STAT", 4)}&RES=0&FC=0,&FN=1&SN=1&ST=10,&UN={friend.Uin},&NK=Hackfan 好,");
        await Expect(me, Head("Query_Stat", 5), $"{Head("QUERY_STAT", 5)}&RES=0&FN=1",
            $"{Head("QUERY_STAT", 5)}&RES=0&FC=&FN=1&SN=0&ST=&UN=&NK=");
        await Expect(me, $"{Head("GetInfo", 6)}&LV=0&UN={friend.Uin}", $"{Head("GETINFO", 6)}&RES=0&LV=0&UN={friend.Uin}&NK=Hackfan 好");
        await Expect(me, $"{Head("Ack_AddToList", 7)}&UN={friend.Uin}&CD=0&RS=TEST", $"{Head("Ack_AddToList", 7)}&RES=0");
        await Expect(me, $"{Head("CLTMSG", 8)}&UN={me.Uin}&MG=hi", $"{Head("CLTMSG", 8)}&RES=0&");
        await Expect(me, Head("GetMsgEx", 9), $"{Head("GETMSGEX", 9)}&RES=0&MN=1&MT=9,&UN={me.Uin},&MG=hi ,");
        await Expect(me, Head("GetMsgEx", 10), $"{Head("GETMSGEX", 10)}&RES=0&MN=0&MT=&UN=&MG=");
        await Expect(me, $"{Head("Change_Stat", 11)}&ST=30", $"{Head("Change_Stat", 11)}&RES=0&");
        await Expect(me, $"{Head("DelFromList", 12)}&UN={friend.Uin}", $"{Head("DelFromList", 12)}&RES=0&");
        await Expect(me, Head("Logout", 13), $"{Head("LOGOUT", 13)}&RES=0");
    }

    [Theory]
    [InlineData("POST HTTP/1.1")]
    [InlineData("POST  HTTP/1.1")]
    [InlineData("POST / HTTP/1.1")]
    [InlineData("POST /any/path?q=1 HTTP/1.0")]
    [InlineData("POST http://tqq.tencent.com:8000/ HTTP/1.1")]
    public async Task Every_form_of_the_request_line_is_answered(string line)
    {
        var body = "VER=1.1&CMD=Logout&SEQ=7&UIN=99999";
        var request = $"{line}\r\nCookie: \r\nContent-length: {body.Length}\r\nConnection: close\r\n\r\n{body}\r\n\r\n";
        Assert.Equal(Reply("VER=1.1&CMD=LOGOUT&SEQ=7&UIN=99999&RES=0"),
            Encoding.UTF8.GetString(await shared.Server.SendAsync(Encoding.ASCII.GetBytes(request))));
    }
}
