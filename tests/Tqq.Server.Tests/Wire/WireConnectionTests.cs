using System.Text;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;

namespace Tqq.Server.Tests.Wire;

/// <summary>Connections over an in-memory pipe (protocol.md §1, §4, §6).</summary>
public sealed partial class WireConnectionTests
{
    private const string Poll = "VER=1.1&CMD=GetMsgEx&SEQ=7&UIN=10001";
    private const string Nothing = "VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=10001&RES=0&MN=0&MT=&UN=&MG=";

    private readonly ScriptedMessenger _messenger = new()
    {
        Answers = operation => operation switch
        {
            Operation.FetchMessages => Answer.HandedOut.None,
            Operation.ListFriends { Whole: true } => new Answer.FriendList([new(10002), new(10003)]),
            Operation.ListFriends => new Answer.FriendTotal(2),
            Operation.ListOnline => new Answer.OnlineFriends([new(new(10002), Core.Presence.Status.Busy, 3, "Bao", 1)]),
            Operation.ShowProfile show => new Answer.ProfileShown(show.Target, new(Profile.Named("Bao, 好"), [])),
            Operation.AddFriend add => new Answer.AddAnswered(add.Target, AddOutcome.NeedsVerification),
            _ => Answer.Done.Instance,
        },
    };

    private static string Post(string body, string headers = "") =>
        $"POST / HTTP/1.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}\r\n{body}";

    private static string Reply(string body) =>
        $"HTTP/1.1 200 OK\r\nServer: tencent imserver/1.0.0\r\nContent-Type: text/plain; charset=UTF-8\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}";

    public static TheoryData<string, string> EveryRequest => new()
    {
        { "VER=1.1&CMD=Login&SEQ=7&UIN=10001&PS=x&M5=1&LC=9326B87B234E7235", "VER=1.1&CMD=LOGIN&SEQ=7&UIN=10001&RES=0&RS=0&HI=60&LI=300" },
        { Poll, Nothing },
        { "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=10001&UN=10002&MG=好 %26", "VER=1.1&CMD=CLTMSG&SEQ=7&UIN=10001&RES=0&" },
        { "VER=1.1&CMD=Change_Stat&SEQ=7&UIN=10001&ST=30", "VER=1.1&CMD=Change_Stat&SEQ=7&UIN=10001&RES=0&" },
        { "VER=1.1&CMD=DelFromList&SEQ=7&UIN=10001&UN=10002", "VER=1.1&CMD=DelFromList&SEQ=7&UIN=10001&RES=0&" },
        { "VER=1.1&CMD=Ack_AddToList&SEQ=7&UIN=10001&UN=10002&CD=0", "VER=1.1&CMD=Ack_AddToList&SEQ=7&UIN=10001&RES=0" },
        { "VER=1.1&CMD=List&SEQ=7&UIN=10001", "VER=1.1&CMD=LIST&SEQ=7&UIN=10001&RES=0&FN=2" },
        { "VER=1.1&CMD=List&SEQ=7&UIN=10001&TN=50&UN=0", "VER=1.1&CMD=LIST&SEQ=7&UIN=10001&RES=0&FN=1&SN=2&UN=10002,10003," },
        { "VER=1.1&CMD=Query_Stat&SEQ=7&UIN=10001&TN=50",
            "VER=1.1&CMD=QUERY_STAT&SEQ=7&UIN=10001&RES=0&FC=3,&FN=1&SN=1&ST=30,&UN=10002,&NK=Bao," },
        { "VER=1.1&CMD=GetInfo&SEQ=7&UIN=10001&LV=0&UN=10002", "VER=1.1&CMD=GETINFO&SEQ=7&UIN=10001&RES=0&LV=0&UN=10002&NK=Bao%2c 好" },
        { "VER=1.1&CMD=AddToList&SEQ=7&UIN=10001&UN=10002", "VER=1.1&CMD=AddToList&SEQ=7&UIN=10001&RES=0&CD=1&UN=10002" },
        { "VER=1.1&CMD=Logout&SEQ=7&UIN=10001", "VER=1.1&CMD=LOGOUT&SEQ=7&UIN=10001&RES=0" },
    };

    [Theory]
    [MemberData(nameof(EveryRequest))]
    public async Task A_request_split_at_any_byte_gets_the_same_reply(string body, string reply)
    {
        var request = Encoding.UTF8.GetBytes(Post(body) + "\r\n\r\n");
        for (var split = 0; split <= request.Length; split++)
        {
            var client = new PipeClient(_messenger);
            await client.SendAsync(request.AsMemory(0, split));
            await client.SendAsync(request.AsMemory(split));
            Assert.Equal(Reply(reply), await client.ReadUntilAsync(reply));
            client.End();
            await client.Handler;
        }
    }

    [Fact]
    public async Task Pipelined_requests_are_answered_in_order_and_line_ends_between_them_are_swallowed()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(
            $"POST HTTP/1.1\r\nContent-length: {Poll.Length}\r\n\r\n{Poll}\r\n\r\n\r\n{Post(Poll.Replace("=7", "=8", StringComparison.Ordinal))}");
        Assert.Equal(Reply(Nothing) + Reply(Nothing.Replace("=7", "=8", StringComparison.Ordinal)),
            await client.ReadUntilAsync("SEQ=8&UIN=10001&RES=0&MN=0&MT=&UN=&MG="));
    }

    [Fact]
    public async Task Null_is_no_byte_and_an_orderly_end()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(Post("VER=1.1&CMD=Nothing&SEQ=7&UIN=10001"));
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Query_stat_without_tn_gets_two_replies_in_one_write_and_an_end()
    {
        _messenger.Answers = _ => new Answer.OnlineFriends([new(new(10002), Core.Presence.Status.Online, 0, "Bao", 1)]);
        var client = new PipeClient(_messenger);
        await client.SendAsync(Post("VER=1.1&CMD=Query_Stat&SEQ=7&UIN=10001"));
        var said = await client.ReadToEndAsync();
        Assert.Equal([said.Length], client.Output.Flushes); // in one write
        Assert.Equal(
            Reply("VER=1.1&CMD=QUERY_STAT&SEQ=7&UIN=10001&RES=0&FN=1")
                + Reply("VER=1.1&CMD=QUERY_STAT&SEQ=7&UIN=10001&RES=0&FC=&FN=1&SN=0&ST=&UN=&NK="),
            said);
    }

    [Fact]
    public async Task Expect_100_continue_is_answered_before_the_body()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync($"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: {Poll.Length}\r\n\r\n");
        Assert.Equal("HTTP/1.1 100 Continue\r\n\r\n", await client.ReadUntilAsync("Continue\r\n\r\n"));
        await client.SendAsync(Poll);
        Assert.Equal(Reply(Nothing), await client.ReadUntilAsync(Nothing));
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nContent-Le")]
    [InlineData("POST / HTTP/1.1\r\nContent-Length: 100\r\n\r\nVER=1.1")]
    public async Task A_request_that_is_not_complete_within_10_seconds_gets_408(string begun)
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(begun);
        for (var second = 0; second < 12; second++)
            client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.StartsWith("HTTP/1.1 408 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(_messenger.Asked);
    }

    [Fact]
    public async Task Where_too_many_requests_are_in_flight_the_next_one_is_closed_unread()
    {
        var options = new Server.Wire.Limits.WireOptions { RequestsPerAddress = 0 };
        var client = new PipeClient(_messenger, options);
        await client.SendAsync(Post(Poll));
        Assert.Equal("", await client.ReadToEndAsync());
        Assert.Empty(_messenger.Asked);
        Assert.Equal(1, client.Rejections.Count(Server.Wire.Admission.RejectionReason.RequestLimit));
    }

    [Fact]
    public async Task A_connection_whose_place_is_needed_ends_orderly()
    {
        var client = new PipeClient(_messenger, new() { ConnectionsPerAddress = 1 });
        await client.SendAsync(Post(Poll));
        await client.ReadUntilAsync(Nothing);
        Assert.NotNull(client.Quota.TryTake(System.Net.IPAddress.Loopback, () => { }, out var hasEvicted));
        Assert.True(hasEvicted);
        Assert.Equal("", await client.ReadToEndAsync());
        await client.Handler;
    }

    [Fact]
    public async Task An_idle_connection_ends_after_75_seconds_without_a_word()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync(Post(Poll));
        await client.ReadUntilAsync(Nothing);
        for (var second = 0; second < 78; second++)
            client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("", await client.ReadToEndAsync());
    }

    [Fact]
    public async Task Nothing_of_an_ambiguous_request_is_executed()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync($"POST / HTTP/1.1\r\nContent-Length: {Poll.Length}\r\nTransfer-Encoding: chunked\r\n\r\n{Poll}");
        Assert.StartsWith("HTTP/1.1 501 ", await client.ReadToEndAsync(), StringComparison.Ordinal);
        Assert.Empty(_messenger.Asked);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reply_with_messages_is_reported_written_and_broken_when_the_connection_breaks_before_the_next_request(bool breaks)
    {
        _messenger.Answers = _ => new Answer.HandedOut(5, [new Message(1, MessageKind.Text, new(10002), "hi", default)]);
        var client = new PipeClient(_messenger);
        await client.SendAsync(Post(Poll));
        await client.ReadUntilAsync("MG=hi ,");
        if (breaks)
            client.Break();
        else
            client.End();
        await client.Handler;
        Assert.Equal([(5L, !breaks)], _messenger.TakeReports());
    }

    [Fact]
    public async Task A_penalised_reply_is_held_back_by_the_clock()
    {
        _messenger.Answers = _ => new Outcome(Answer.Refused.Instance, TimeSpan.FromSeconds(20));
        var client = new PipeClient(_messenger);
        await client.SendAsync(Post(Poll));
        client.Time.Advance(TimeSpan.FromSeconds(19));
        Assert.Single(_messenger.Asked);
        client.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Reply("VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=10001&RES=3"), await client.ReadUntilAsync("RES=3"));
    }

    [Theory]
    [InlineData(0, 10_000)]
    [InlineData(8, 0)]
    public async Task Where_no_place_is_left_to_hold_a_reply_back_it_goes_at_once_and_the_connection_ends(int perAddress, int all)
    {
        _messenger.Answers = _ => new Outcome(Answer.Refused.Instance, TimeSpan.FromSeconds(20));
        var client = new PipeClient(_messenger, new() { DelayedRepliesPerAddress = perAddress, DelayedReplies = all });
        await client.SendAsync(Post(Poll) + Post(Poll));
        Assert.Equal(Reply("VER=1.1&CMD=GETMSGEX&SEQ=7&UIN=10001&RES=3"), await client.ReadToEndAsync());
    }

    [Theory]
    [InlineData(8, "RES=0&RS=0&HI=60&LI=300")]
    [InlineData(0, "RES=3")]
    public async Task A_login_is_held_back_before_it_is_looked_at_and_refused_where_there_is_no_place_to_wait(int perAddress, string result)
    {
        _messenger.LoginDelay = TimeSpan.FromSeconds(20);
        var client = new PipeClient(_messenger, new() { DelayedRepliesPerAddress = perAddress });
        await client.SendAsync(Post("VER=1.1&CMD=Login&SEQ=7&UIN=10001&PS=x&M5=1&LC=9326B87B234E7235"));
        if (perAddress > 0)
        {
            client.Time.Advance(TimeSpan.FromSeconds(19));
            Assert.Equal(0, _messenger.LoginsLookedAt);
            client.Time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(Reply("VER=1.1&CMD=LOGIN&SEQ=7&UIN=10001&" + result), perAddress > 0 ? await client.ReadUntilAsync(result)
            : await client.ReadToEndAsync());
        Assert.Equal(perAddress > 0 ? 1 : 0, _messenger.LoginsLookedAt);
    }

    [Fact]
    public async Task A_visitor_with_a_browser_is_told_what_this_is()
    {
        var client = new PipeClient(_messenger);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        Assert.Contains("HTTP QQ 1.1", await client.ReadToEndAsync(), StringComparison.Ordinal);
    }
}
