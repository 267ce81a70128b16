using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>Tqq.Client and the real server, from friendship to a kill.</summary>
public sealed class RealServerTests(SharedServer shared)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_become_friends_talk_and_part()
    {
        await using var anna = await SignInAsync(await shared.Server.AddPersonAsync());
        await using var bao = await SignInAsync(await shared.Server.AddPersonAsync());
        Assert.Equal(new AddResult.NeedsVerification(bao.Uin), await anna.AddFriendAsync(bao.Uin, Now));
        await anna.AskFriendAsync(bao.Uin, "it's me, Anna & co", Now);
        Assert.Equal(new Incoming.FriendRequest(anna.Uin, "it's me, Anna & co"), await NextAsync(bao));
        await bao.AcceptFriendAsync(anna.Uin, Now);
        Assert.Equal(new Incoming.Accepted(bao.Uin), await NextAsync(anna));

        Assert.Equal([bao.Uin], await anna.ListFriendsAsync(Now));
        Assert.Equal((1, 1), (await anna.CountFriendsAsync(Now), await anna.CountOnlineAsync(Now)));
        Assert.Equal([new FriendOnline(bao.Uin, "Hackfan 好", UserStatus.Online, 0)], await anna.ListOnlineAsync(Now));
        await bao.ChangeStatusAsync(UserStatus.Busy, Now);
        Assert.Equal(new Incoming.PresenceChange(bao.Uin, UserStatus.Busy), await NextAsync(anna));

        var text = string.Concat(Enumerable.Range(0, 200).Select(number => $"word {number}, 好\n"));
        await anna.SendAsync(bao.Uin, text, null, Now);
        var heard = "";
        await foreach (var item in bao.ReadAsync(Now))
        {
            heard += (item as Incoming.Message)?.Text;
            bao.Settle(item);
            if (heard.Length >= text.Length)
                break;
        }

        Assert.Equal(text, heard);
        Assert.Equal("Hackfan 好", (await anna.GetInfoAsync(bao.Uin, cancellationToken: Now)).Nick);
        await anna.RemoveFriendAsync(bao.Uin, Now);
        Assert.Empty(await anna.ListFriendsAsync(Now));
    }

    [Fact]
    public async Task What_a_program_had_not_taken_when_it_ended_comes_to_the_next_one()
    {
        var (anna, bao) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync());
        for (var text = 1; text <= 3; text++)
            await anna.AskAsync("CLTMSG", $"&UN={bao.Uin}&MG={text}");
        await using (var first = await SignInAsync(bao))
        {
            Assert.Equal(new Incoming.Message(anna.Uin, "1"), await NextAsync(first));
            await first.SendAsync(anna.Uin, "this acknowledges nothing", null, Now);
        }

        await using var second = await SignInAsync(bao);
        Assert.Equal([new Incoming.Message(anna.Uin, "2"), new Incoming.Message(anna.Uin, "3")],
            [await NextAsync(second), await NextAsync(second)]);
    }

    [Fact]
    public async Task A_client_whose_session_another_login_took_says_so_and_one_that_takes_over_begins_again()
    {
        var person = await shared.Server.AddPersonAsync();
        await using var client = await SignInAsync(person);
        await person.LoginAsync();
        Assert.Equal(person.Uin, (await Assert.ThrowsAsync<LoggedInElsewhereException>(() => client.CountFriendsAsync(Now))).Uin);
        await using var taker = await TqqClient.SignInAsync(
            new() { Uin = person.Uin, Password = person.Password, Server = new($"http://{person.Server.Wire}/"), TakeOver = true }, Now);
        await person.LoginAsync();
        Assert.Equal(0, await taker.CountFriendsAsync(Now));
    }

    [Fact]
    public async Task The_oddities_of_2006_are_coped_with()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--quirks", "tencent-2006", "--penalty", "100ms");
        await using var anna = await SignInAsync(await server.AddPersonAsync());
        await using var bao = await SignInAsync(await server.AddPersonAsync());
        await anna.AskFriendAsync(bao.Uin, "me", Now);
        Assert.Equal(new Incoming.FriendRequest(anna.Uin, "me"), await NextAsync(bao));
        for (var number = 0; number < 15; number++)
            await anna.SendAsync(bao.Uin, $"h{number}", null, Now);
        for (var number = 0; number < 15; number++)
            Assert.Equal(new Incoming.Message(anna.Uin, $"h{number}"), await NextAsync(bao));
    }

    [Fact]
    public async Task A_server_that_was_killed_and_came_back_is_gone_on_with()
    {
        using var directory = new TemporaryDirectory();
        var server = await RunningServer.StartAsync(directory.At("data"));
        var (anna, bao) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        await using var client = await SignInAsync(anna);
        await server.KillAsync();
        await server.DisposeAsync();
        var sending = client.SendAsync(bao.Uin, "still there?", null, Now);
        await using var again = await LocalServer.StartAsync(directory.At("data"), "--listen", server.Wire.ToString());
        await sending;
        await using var reader = await SignInAsync(new(again, bao.Uin, bao.Password));
        Assert.Equal(new Incoming.Message(anna.Uin, "still there?"), await NextAsync(reader));
    }

    private static Task<TqqClient> SignInAsync(Person person) => TqqClient.SignInAsync(
        new() { Uin = person.Uin, Password = person.Password, Server = new($"http://{person.Server.Wire}/"),
            PollInterval = TimeSpan.FromMilliseconds(5) }, Now);

    private static async Task<Incoming> NextAsync(TqqClient client)
    {
        await foreach (var item in client.ReadAsync(Now))
        {
            client.Settle(item);
            return item;
        }

        throw new InvalidOperationException("nothing came");
    }
}
