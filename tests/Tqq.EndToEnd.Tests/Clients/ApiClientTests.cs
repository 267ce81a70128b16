using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>Tqq.Client over the JSON API of a real server, beside clients of HTTP QQ.</summary>
public sealed class ApiClientTests(UnlimitedServer shared)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private TqqClientOptions Options(Person person, IPositionStore? positions = null) => new()
    {
        Uin = person.Uin, Password = person.Password, Api = shared.Server.Web, Device = "test", Positions = positions,
    };

    private sealed class Kept : IPositionStore
    {
        public string? Position { get; set; }

        public string? Load() => Position;

        public void Save(string position) => Position = position;
    }

    private static async Task<Incoming> NextAsync(ApiMessenger client)
    {
        await foreach (var item in client.ReadAsync(Now))
        {
            client.Settle(item);
            return item with { At = null };
        }

        throw new EndOfStreamException();
    }

    [Fact]
    public async Task A_browser_is_subscribed_to_Web_Push_and_taken_off()
    {
        using var browser = new PushReceiver();
        await using var client = await TqqApiClient.SignInAsync(Options(await shared.Server.AddPersonAsync()), Now);
        Assert.Equal(87, (await client.GetPushKeyAsync(Now)).Length);
        var target = new ApiPushTarget("https://push.example.net/a", browser.Key, browser.Auth);
        Assert.Equal("sender", (await client.SubscribePushAsync(target, Now)).Says);
        var changed = await client.SubscribePushAsync(target with { Says = "text" }, Now);
        Assert.Equal(changed, Assert.Single(await client.ListPushSubscriptionsAsync(Now)));
        Assert.Equal(("text", "push.example.net", true), (changed.Says, changed.Service, changed.IsThis));
        await client.UnsubscribePushAsync(changed.Id, Now);
        Assert.Empty(await client.ListPushSubscriptionsAsync(Now));
        Assert.Equal("/errors/missing",
            (await Assert.ThrowsAsync<TqqApiException>(() => client.UnsubscribePushAsync(changed.Id, Now))).Type);
        Assert.Equal("/errors/bad-input", (await Assert.ThrowsAsync<TqqApiException>(() =>
            client.SubscribePushAsync(target with { Endpoint = "http://push.example.net/a" }, Now))).Type);
    }

    [Fact]
    public async Task Every_call_does_what_it_says()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync("anyone", "安娜"), await shared.Server.AddOnlineAsync("verify", "Bao"));
        await using var client = await TqqApiClient.SignInAsync(Options(anna), Now);
        // No stream is open, so it is not there.
        Assert.Equal((anna.Uin, "安娜", UserStatus.Offline), await client.GetMeAsync(Now) is var me ? (me.Uin, me.Nick, me.Status) : default);
        await client.SetStatusAsync(UserStatus.Busy, Now);

        var sent = await client.SendAsync(bao.Uin, "嗨 😀", "k1", Now);
        Assert.Equal(sent, await client.SendAsync(bao.Uin, "嗨 😀", "k1", Now));
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=hi");
        var page = await client.ReadMessagesAsync(bao.Uin, limit: 10, cancellationToken: Now);
        Assert.Equal([("hi", false), ("嗨 😀", true)], page.Messages.Select(item => (item.Text!, item.Sent!.Value)));
        Assert.Equal((1, "Bao"), Assert.Single((await client.ListConversationsAsync(cancellationToken: Now)).Conversations) is var one
            ? (one.Unread, one.Nick!) : default);
        Assert.Equal("嗨 😀", Assert.Single((await client.SearchMessagesAsync("嗨", bao.Uin, cancellationToken: Now)).Messages).Text);
        await client.MarkReadAsync(bao.Uin, page.Messages[0].Id, Now);
        Assert.Equal(0, (await client.ListConversationsAsync(cancellationToken: Now)).Conversations[0].Unread);
        await client.DeleteMessageAsync(bao.Uin, page.Messages[0].Id, Now);

        Assert.Equal(ApiAddOutcome.NeedsWords, await client.AddFriendAsync(bao.Uin, null, Now));
        Assert.Equal(ApiAddOutcome.Asked, await client.AddFriendAsync(bao.Uin, "me", Now));
        Assert.Equal("me", Assert.Single(await client.ListRequestsOutAsync(Now)).Words);
        await bao.AskAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=0");
        Assert.Equal((bao.Uin, UserStatus.Online), Assert.Single(await client.ListFriendsAsync(Now)) is var friend
            ? (friend.Uin, friend.Status) : default);
        Assert.True((await client.GetPersonAsync(bao.Uin, Now)).Friend);
        Assert.Equal(bao.Uin, Assert.Single(await client.FindPeopleAsync($"{bao.Uin}", Now)).Uin);
        await client.RemoveFriendAsync(bao.Uin, Now);
        Assert.Empty(await client.ListFriendsAsync(Now));
        Assert.Equal("/errors/missing", (await Assert.ThrowsAsync<TqqApiException>(() => client.AcceptFriendAsync(bao.Uin, Now))).Type);

        var session = Assert.Single((await client.ListSessionsAsync(Now)).Sessions);
        Assert.Equal(("program", "test", true), (session.Kind, session.Name, session.IsThis));
        await client.RenameSessionAsync(session.Id, "other", Now);
        var token = await client.MakeTokenAsync(new("heating", "read", [bao.Uin]), Now);
        await using (var reader = await TqqApiClient.SignInAsync(new() { Token = token.Token, Api = shared.Server.Web }, Now))
        {
            Assert.Equal(anna.Uin, reader.Uin);
            Assert.Equal("/errors/not-allowed",
                (await Assert.ThrowsAsync<TqqApiException>(() => reader.SendAsync(bao.Uin, "x", cancellationToken: Now))).Type);
        }

        await client.RevokeTokenAsync(Assert.Single(await client.ListTokensAsync(Now)).Id, Now);
        await client.DeleteConversationAsync(bao.Uin, Now);
        Assert.All((await client.ReadMessagesAsync(bao.Uin, cancellationToken: Now)).Messages, item => Assert.Equal("deleted", item.Kind));
    }

    [Fact]
    public async Task A_wrong_password_does_not_open_an_account()
    {
        var anna = await shared.Server.AddPersonAsync();
        var options = Options(anna);
        options.Password = "wrong";
        Assert.Equal("/errors/wrong-password",
            (await Assert.ThrowsAsync<TqqApiException>(() => TqqApiClient.SignInAsync(options, Now))).Type);
        await Assert.ThrowsAsync<LoginFailedException>(() => ApiMessenger.SignInAsync(options, Now));
    }

    [Fact]
    public async Task A_program_that_begins_gets_no_old_message_and_everything_from_then_on_once_over_restarts_of_it()
    {
        var (anna, bao) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        // What was said before over HTTP QQ comes into the log behind the first session of a device.
        for (var old = 0; old < 3; old++)
            await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=old {old}");
        var kept = new Kept();
        for (var start = 0; start < 3; start++)
        {
            if (start == 0)
                await using (var first = await ApiMessenger.SignInAsync(Options(anna, kept), Now))
                    await first.BeginAsync(Now);
            await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=away {start}");
            await using var client = await ApiMessenger.SignInAsync(Options(anna, kept), Now);
            Assert.Equal(new Incoming.Message(bao.Uin, $"away {start}"), await NextAsync(client));
            await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=here {start}");
            Assert.Equal(new Incoming.Message(bao.Uin, $"here {start}"), await NextAsync(client));
            await client.SendAsync(bao.Uin, new string('好', 12_000), null, Now);
        }
    }

    [Fact]
    public async Task A_friendship_goes_its_way_with_the_calls_of_HTTP_QQ()
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(nick: "安娜"), await shared.Server.AddOnlineAsync(nick: "Bao"));
        await using var client = await ApiMessenger.SignInAsync(Options(anna), Now);
        await client.BeginAsync(Now);
        await bao.AskAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=2&RS=me");
        Assert.Equal(new Incoming.FriendRequest(bao.Uin, "me"), await NextAsync(client));
        await client.AcceptFriendAsync(bao.Uin, Now);
        Assert.Equal([bao.Uin], await client.ListFriendsAsync(Now));
        Assert.Equal(UserStatus.Online, Assert.Single(await client.ListOnlineAsync(Now)).Status);
        Assert.Equal("Bao", (await client.GetInfoAsync(bao.Uin, cancellationToken: Now)).Nick);
        await Assert.ThrowsAsync<IllegalUinException>(() => client.GetInfoAsync(4_000_000_000, cancellationToken: Now));
        await client.ChangeStatusAsync(UserStatus.Invisible, Now);
    }
}
