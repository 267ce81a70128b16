using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>A word of the system to all accounts, as an administrator sends it and people get it.</summary>
public sealed class AnnouncementTests
{
    [Fact]
    public async Task It_reaches_clients_of_HTTP_QQ_and_pages_and_says_how_far_it_is()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--announcement-pace", "10000");
        var (anna, bao) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        var text = "今晚重启" + new string('x', 400);
        var seen = await server.AskAsync(HttpMethod.Post, "announcements/preview", HttpStatusCode.OK, new { text });
        Assert.Equal(("2", "2", ""), (seen.Text("of"), seen.Text("pieces"), seen.Text("id")));
        var made = await server.AskAsync(HttpMethod.Post, "announcements", HttpStatusCode.Created, new { text });
        Assert.Equal(("all", "token", "1"), (made.Text("to"), made.Text("madeBy"), made.Text("id")));
        var done = await DoneAsync(server, "1");
        Assert.Equal(("2", "0", "done"), (done.Text("reached"), done.Text("refused"), done.Text("state")));
        await bao.LoginAsync();
        foreach (var person in new[] { anna, bao })
            Assert.Equal(text, string.Concat((await person.FetchAsync()).Select(piece => piece["9 10000 ".Length..])).TrimEnd());
        var page = await server.GetAsync("announcements");
        Assert.Equal(("2", "2", "10000"), (page.Text("accounts"), page.Text("online"), page.Text("longest")));
        Assert.Equal("announcement 1 is not being sent any more",
            await server.RefusedAsync(HttpMethod.Post, "announcements/1/cancel", HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task At_a_slow_pace_it_can_be_cancelled()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--announcement-pace", "1");
        for (var person = 0; person < 100; person++)
            await server.AddPersonAsync();
        await server.AskAsync(HttpMethod.Post, "announcements", HttpStatusCode.Created, new { text = "slowly", to = "all" });
        var cancelled = await server.AskAsync(HttpMethod.Post, "announcements/1/cancel", HttpStatusCode.OK);
        Assert.Equal("cancelled", cancelled.Text("state"));
        Assert.InRange(cancelled.GetProperty("reached").GetInt32(), 0, 99);
        Assert.Equal("there is no announcement 2",
            await server.RefusedAsync(HttpMethod.Post, "announcements/2/cancel", HttpStatusCode.NotFound));
    }

    // It is sent on a thread of the server's, as fast as its disk takes it.
    private static async Task<JsonElement> DoneAsync(TestServer server, string id)
    {
        for (; ; )
            if (await server.GetAsync($"announcements/{id}") is var shown && shown.Text("state") != "sending")
                return shown;
    }
}
