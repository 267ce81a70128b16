using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>CLTMSG and GetMsgEx (protocol.md §4, §5.9, §5.10).</summary>
public sealed class MessageTests(SharedServer shared)
{
    [Fact]
    public async Task A_text_arrives_once_with_a_space_behind_it()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=hi"));
        Assert.Equal([$"9 {me.Uin} hi "], await other.FetchAsync());
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task Texts_wait_for_somebody_offline_in_order()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync());
        for (var number = 1; number <= 15; number++)
            await me.AskAsync("CLTMSG", $"&UN={other.Uin}&MG=text {number}");
        await other.LoginAsync();
        Assert.Equal(Enumerable.Range(1, 15).Select(number => $"9 {me.Uin} text {number} "), await other.FetchAsync());
    }

    [Fact]
    public async Task Special_characters_come_through_escaped()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        await me.AskAsync("CLTMSG", $"&UN={other.Uin}&MG=a%26b,c%25d%0D%0Ae 好");
        Assert.Equal([$"9 {me.Uin} a%26b%2cc%25d\re 好 "], await other.FetchAsync());
    }

    [Theory]
    [InlineData(399, "A{399} ")]
    [InlineData(400, "A{400}| ")]
    public async Task Long_texts_arrive_in_segments(int length, string expected)
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG={new string('A', length)}"));
        var pieces = expected.Replace($"A{{{length}}}", new string('A', length), StringComparison.Ordinal).Split('|');
        Assert.Equal(pieces.Select(piece => $"9 {me.Uin} {piece}"), await other.FetchAsync());
    }

    [Fact]
    public async Task Over_400_bytes_are_refused_and_nothing_arrives()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("3", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG={new string('好', 134)}"));
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task The_twenty_first_text_at_once_is_too_fast()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync());
        var results = new List<string>();
        for (var number = 0; number < 25; number++)
            results.Add(await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG={number}"));
        Assert.All(results.Take(20), result => Assert.Equal("0&", result));
        Assert.Contains("3", results);
    }

    [Theory]
    [InlineData("&MG=hi")]
    [InlineData("&UN=x&MG=hi")]
    [InlineData("&UN=106814")]
    [InlineData("&UN=106814&MG=%C4%E3")]
    public async Task A_missing_field_or_other_text_than_utf8_is_answered_with_null(string fields) =>
        Assert.Equal("NULL", await (await shared.Server.AddOnlineAsync()).ResultAsync("CLTMSG", fields));

    [Fact]
    public async Task A_repeated_body_is_not_executed_again_but_gets_the_same_reply()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        var body = me.Body("CLTMSG", $"&UN={other.Uin}&MG=once");
        Assert.Equal(await me.SendAsync(body), await me.SendAsync(body));
        var poll = other.Body("GetMsgEx");
        var first = await other.SendAsync(poll);
        Assert.Contains("MN=1&", first, StringComparison.Ordinal);
        Assert.Equal(first, await other.SendAsync(poll));
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task A_session_with_one_seq_for_ever_gets_no_replay()
    {
        var (me, other) = (await shared.Server.AddPersonAsync(), await shared.Server.AddOnlineAsync());
        await me.SendAsync($"VER=1.1&CMD=Login&SEQ=1&UIN={me.Uin}&PS={me.PasswordMd5}&M5=1&LC=9326B87B234E7235");
        var body = $"VER=1.1&CMD=CLTMSG&SEQ=1&UIN={me.Uin}&UN={other.Uin}&MG=tick";
        await me.SendAsync(body);
        await me.SendAsync(body);
        Assert.Equal(2, (await other.FetchAsync()).Length);
    }

    [Fact]
    public async Task A_full_mailbox_refuses_and_drops_nothing()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--mailbox-limit", "3");
        var (me, other) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        for (var number = 0; number < 3; number++)
            Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG={number}"));
        Assert.Equal("3", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=3"));
        await other.LoginAsync();
        Assert.Equal(3, (await other.FetchAsync()).Length);
        Assert.Empty(await other.FetchAsync());
        Assert.Equal("0&", await me.ResultAsync("CLTMSG", $"&UN={other.Uin}&MG=4"));
    }

    [Fact]
    public async Task More_than_a_hundred_go_out_in_several_replies()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--rate-message", "off", "--rate-other", "off");
        var (me, other) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        for (var number = 0; number < 250; number++)
            await me.AskAsync("CLTMSG", $"&UN={other.Uin}&MG={number}");
        await other.LoginAsync();
        other.NamesTarget = true;
        string[][] replies = [await other.FetchAsync(), await other.FetchAsync(), await other.FetchAsync(), await other.FetchAsync()];
        Assert.Equal([100, 100, 50, 0], replies.Select(reply => reply.Length));
        Assert.Equal(Enumerable.Range(0, 250).Select(number => $"9 {me.Uin} {number} "), replies.SelectMany(reply => reply));
    }
}
