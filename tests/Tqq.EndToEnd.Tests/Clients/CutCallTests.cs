using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// The connection broken at the bytes of every kind of reply, with Tqq.Client: every call has its result, no message is lost and none comes
/// twice. `CUTS=all` cuts at every byte.
/// </summary>
public sealed class CutCallTests(UnlimitedServer shared)
{
    private static readonly int s_step = Environment.GetEnvironmentVariable("CUTS") == "all" ? 1 : 23;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Kinds => new()
    {
        { "LIST", "count" }, { "LIST", "list" }, { "QUERY_STAT", "list" }, { "GETINFO", "info" }, { "AddToList", "open" },
            { "AddToList", "verify" }, { "AddToList", "nobody" },
        { "Ack_AddToList", "ask" }, { "Ack_AddToList", "accept" }, { "Ack_AddToList", "refuse" }, { "DelFromList", "remove" },
            { "Change_Stat", "status" }, { "LOGIN", "login" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Every_call_has_its_result_and_every_message_comes_once(string command, string kind)
    {
        var server = shared.Server;
        await using var proxy = new CuttingProxy(server.Wire);
        var (me, friend, open) = (await server.AddPersonAsync(), await server.AddOnlineAsync("anyone"),
            await server.AddPersonAsync("anyone"));
        var (asked, nobody) = (await server.AddPersonAsync(), await server.AddPersonAsync("nobody"));
        await using var client = await TqqClient.SignInAsync(new() { Uin = me.Uin, Password = me.Password, Server = proxy.Uri,
            PollInterval = TimeSpan.FromMilliseconds(1), TakeOver = true }, Now);
        await client.AddFriendAsync(friend.Uin, Now);

        var sent = new List<string>();
        for (var cut = 0; cut == 0 || cut <= proxy.LastLength; cut += s_step)
        {
            sent.Add($"{cut}");
            await friend.AskAsync("CLTMSG", $"&UN={me.Uin}&MG={cut}");
            if (kind == "remove")
                await client.AddFriendAsync(open.Uin, Now);
            proxy.CutNext(command, cut, resets: cut % 2 == 0);
            switch (kind)
            {
                case "count": Assert.Equal(1, await client.CountFriendsAsync(Now)); break;
                case "list": Assert.Equal(friend.Uin, command == "LIST" ? Assert.Single(await client.ListFriendsAsync(Now))
                    : Assert.Single(await client.ListOnlineAsync(Now)).Uin); break;
                case "info": Assert.Equal(friend.Uin, (await client.GetInfoAsync(friend.Uin, ProfileDetail.Full, Now)).Uin); break;
                case "open": Assert.IsType<AddResult.Added>(await client.AddFriendAsync(open.Uin, Now)); break;
                case "verify": Assert.IsType<AddResult.NeedsVerification>(await client.AddFriendAsync(asked.Uin, Now)); break;
                case "nobody": Assert.IsType<AddResult.Refused>(await client.AddFriendAsync(nobody.Uin, Now)); break;
                case "ask": await client.AskFriendAsync(asked.Uin, "words", Now); break;
                case "accept": await client.AcceptFriendAsync(asked.Uin, Now); break;
                case "refuse": await client.RefuseFriendAsync(asked.Uin, "no", Now); break;
                case "remove": await client.RemoveFriendAsync(open.Uin, Now); break;
                case "status": await client.ChangeStatusAsync(cut % 2 == 0 ? UserStatus.Busy : UserStatus.Online, Now); break;
                default:
                    // Somebody ended the session: the next call logs in again, as it takes its session over.
                    using (await server.AdminAsync(HttpMethod.Post, $"accounts/{me.Uin}/kick"))
                        Assert.Equal(1, await client.CountFriendsAsync(Now));
                    break;
            }

            Assert.True(proxy.HasCut);
        }

        var seen = new List<string>();
        await foreach (var item in client.ReadAsync(Now))
        {
            if (item is Incoming.Message message)
                seen.Add(message.Text);
            client.Settle(item);
            if (seen.Count >= sent.Count)
                break;
        }

        await friend.AskAsync("CLTMSG", $"&UN={me.Uin}&MG=the end");
        sent.Add("the end");
        await foreach (var item in client.ReadAsync(Now))
        {
            if (item is Incoming.Message message)
                seen.Add(message.Text);
            client.Settle(item);
            if (seen[^1] == "the end")
                break;
        }

        Assert.Equal(sent, seen);
    }
}
