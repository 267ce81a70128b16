using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>What happens, as it happens, over whichever door.</summary>
public sealed class EventTests(SharedServer shared)
{
    private async Task<(Person Person, ApiClient Client)> ComeAsync(string whoMayAdd = "verify", string nick = "安娜")
    {
        var person = await shared.Server.AddPersonAsync(whoMayAdd, nick);
        return (person, await ApiClient.SignInAsync(person));
    }

    private static Task<JsonElement> SendAsync(ApiClient client, uint to, string text) =>
        client.AskAsync(HttpMethod.Post, $"conversations/{to}/messages", new { text }, HttpStatusCode.Created);

    private static string Said(JsonElement message) =>
        $"{(message.GetProperty("sent").GetBoolean() ? ">" : "<")} {message.GetProperty("peer")} {message.GetProperty("text").GetString()}";

    [Fact]
    public async Task A_stream_begins_with_how_things_are_and_then_says_what_comes_in_and_what_is_sent_from_any_door()
    {
        var (anna, client) = await ComeAsync();
        using var page = client;
        using var phone = await ApiClient.SignInAsync(anna);
        var bao = await shared.Server.AddOnlineAsync();
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=before");
        await using var events = await EventReader.OpenAsync(page);
        Assert.Equal(("text/event-stream", "no-store", "no"), (events.Answer.Content.Headers.ContentType?.ToString(),
            events.Answer.Headers.CacheControl?.ToString(), events.Answer.Headers.GetValues("X-Accel-Buffering").Single()));
        Assert.Equal("retry: 2000", await events.LineAsync());
        var ready = (await events.NextAsync())!;
        Assert.Equal($$"""[{"peer":{{bao.Uin}},"count":1}]""", ready.Data.GetProperty("unread").GetRawText());
        Assert.Equal(("ready", "online", "[]"),
            (ready.Name, ready.Data.GetProperty("status").GetString(), ready.Data.GetProperty("presence").GetRawText()));
        Assert.Matches("^[0-9]+-[0-9]+$", ready.Id);

        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=嗨");
        await SendAsync(phone, bao.Uin, "from the phone");
        await anna.LoginAsync();
        await anna.AskAsync("CLTMSG", $"&UN={bao.Uin}&MG=from the wire");
        string[] all = [$"< {bao.Uin} 嗨", $"> {bao.Uin} from the phone", $"> {bao.Uin} from the wire"];
        foreach (var expected in all)
            Assert.Equal(expected, Said(await events.NextAsync("message")));
    }

    [Fact]
    public async Task A_stream_that_was_cut_goes_on_behind_the_last_event_and_an_unknown_place_is_a_reset()
    {
        var (anna, client) = await ComeAsync();
        using var page = client;
        var bao = await shared.Server.AddPersonAsync();
        string last;
        await using (var cut = await EventReader.OpenReadyAsync(page))
        {
            await SendAsync(page, bao.Uin, "1");
            Assert.Equal($"> {bao.Uin} 1", Said(await cut.NextAsync("message")));
            last = cut.LastId!;
        }

        foreach (var text in (string[])["2", "3"])
            await SendAsync(page, bao.Uin, text);
        await using (var again = await EventReader.OpenReadyAsync(page, last))
            foreach (var text in (string[])["2", "3"])
                Assert.Equal($"> {bao.Uin} {text}", Said(await again.NextAsync("message")));
        await using (var query = await EventReader.OpenAsync(page, $"events?after={last}"))
            Assert.Equal($"> {bao.Uin} 2", Said(await query.NextAsync("message")));
        foreach (var unknown in (string[])[$"1{last}", last + "99"])
        {
            await using var reset = await EventReader.OpenAsync(page, $"events?after={unknown}");
            Assert.Equal(["reset", "ready"], [(await reset.NextAsync())!.Name, (await reset.NextAsync())!.Name]);
        }

        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Get, "events?after=x"));
        Assert.Equal("400 /errors/bad-input", await page.RefusalAsync(HttpMethod.Get, "events", headers: ("Last-Event-ID", "-5")));
        GC.KeepAlive(anna);
    }

    [Fact]
    public async Task What_other_devices_read_and_delete_and_what_becomes_of_friends_is_said()
    {
        var (anna, client) = await ComeAsync();
        using var page = client;
        var (bao, other) = await ComeAsync(nick: "Bao");
        using var friend = other;
        await bao.LoginAsync();
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=hi");
        await using var events = await EventReader.OpenReadyAsync(page);
        var item = (await page.AskAsync(HttpMethod.Get, $"conversations/{bao.Uin}/messages")).GetProperty("messages")[0].GetProperty("id");

        using var read = await page.CallAsync(HttpMethod.Post, $"conversations/{bao.Uin}/read", new { through = item });
        Assert.Equal($$"""{"peer":{{bao.Uin}},"through":"{{item}}"}""", (await events.NextAsync("read")).GetRawText());
        using var deleted = await page.CallAsync(HttpMethod.Delete, $"conversations/{bao.Uin}/messages/{item}");
        Assert.Equal($$"""{"peer":{{bao.Uin}},"message":"{{item}}"}""", (await events.NextAsync("deleted")).GetRawText());

        await bao.AskAsync("Ack_AddToList", $"&UN={anna.Uin}&CD=2&RS=me");
        var request = await events.NextAsync("request");
        Assert.Equal(("request", $"{bao.Uin}", "me"), (request.GetProperty("kind").GetString(), request.GetProperty("peer").GetRawText(),
            request.GetProperty("text").GetString()));
        await anna.LoginAsync();
        await anna.AskAsync("Ack_AddToList", $"&UN={bao.Uin}&CD=0");
        // Whether the friend is seen first or on the list first is not said.
        var seen = new[] { (await events.NextAsync())!, (await events.NextAsync())! }.OrderBy(one => one.Name).ToList();
        Assert.Equal($$"""{"uin":{{bao.Uin}},"isFriend":true}""", seen[0].Data.GetRawText());
        Assert.Equal($$"""{"uin":{{bao.Uin}},"status":"online","nick":"Bao","avatar":0}""", seen[1].Data.GetRawText());
        await bao.AskAsync("Change_Stat", "&ST=30");
        Assert.Equal("busy", (await events.NextAsync("presence")).GetProperty("status").GetString());
        await bao.AskAsync("Change_Stat", "&ST=40");
        Assert.Equal($$"""{"uin":{{bao.Uin}},"status":"offline"}""", (await events.NextAsync("presence")).GetRawText());
    }

    [Fact]
    public async Task A_stream_keeps_its_account_online_and_says_what_becomes_of_its_own_profile()
    {
        var (anna, client) = await ComeAsync("anyone", "Anna");
        using var page = client;
        var bao = await shared.Server.AddOnlineAsync();
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        Assert.StartsWith("0&FC=&FN=1&SN=0", await bao.ResultAsync("Query_Stat", "&TN=50"), StringComparison.Ordinal);
        await using var events = await EventReader.OpenReadyAsync(page);
        Assert.StartsWith("0&FC=0,&FN=1&SN=1&ST=10", await bao.ResultAsync("Query_Stat", "&TN=50"), StringComparison.Ordinal);
        using var edited = await shared.Server.AdminAsync(
            HttpMethod.Patch, $"accounts/{anna.Uin}", new { fields = new Dictionary<string, string> { ["NK"] = "安" } });
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        Assert.Equal($$"""{"uin":{{anna.Uin}},"nick":"安","avatar":0,"status":"online"}""",
            (await events.NextAsync("profile")).GetRawText());
    }

    [Fact]
    public async Task Whom_another_device_blocks_or_mutes_is_said_and_who_is_so_when_a_stream_begins()
    {
        var (_, client) = await ComeAsync();
        using var page = client;
        var (bao, other) = await ComeAsync(nick: "Bao");
        using var friend = other;
        await using var events = await EventReader.OpenReadyAsync(page);

        foreach (var (method, mark, said) in new[]
        {
            (HttpMethod.Put, "block", """ "blocked":true,"muted":false"""), (HttpMethod.Put, "mute", """ "blocked":true,"muted":true"""),
            (HttpMethod.Delete, "block", """ "blocked":false,"muted":true"""),
        })
        {
            using var marked = await page.CallAsync(method, $"people/{bao.Uin}/{mark}");
            Assert.Equal($$"""{"uin":{{bao.Uin}},{{said.TrimStart()}}}""", (await events.NextAsync("marked")).GetRawText());
        }

        await using var later = await EventReader.OpenAsync(page);
        var ready = await later.NextAsync("ready");
        Assert.Equal($$"""[{"uin":{{bao.Uin}},"blocked":false,"muted":true}]""", ready.GetProperty("marked").GetRawText());
        using var unmuted = await page.CallAsync(HttpMethod.Delete, $"people/{bao.Uin}/mute");
        Assert.Equal($$"""{"uin":{{bao.Uin}},"blocked":false,"muted":false}""", (await later.NextAsync("marked")).GetRawText());
    }

    [Theory]
    [InlineData("kick", "administrator")]
    [InlineData("end", "administrator")]
    [InlineData("disable", "administrator")]
    [InlineData("password", "administrator")]
    [InlineData("address", null)]
    [InlineData("revoke", null)]
    [InlineData("delete", null)]
    public async Task Whatever_ends_a_session_ends_its_stream_with_a_word(string how, string? by)
    {
        var (anna, client) = await ComeAsync();
        using var page = client;
        await using var events = await EventReader.OpenReadyAsync(page);
        using var done = how switch
        {
            "kick" => await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{anna.Uin}/kick?devices=true"),
            "end" => await shared.Server.AdminAsync(HttpMethod.Delete, $"accounts/{anna.Uin}/sessions/{await SessionAsync(page)}"),
            "disable" => await shared.Server.AdminAsync(HttpMethod.Post, $"accounts/{anna.Uin}/disable"),
            "password" => await shared.Server.AdminAsync(HttpMethod.Put, $"accounts/{anna.Uin}/password", new { password = "another one" }),
            "address" => await shared.Server.AdminAsync(
                HttpMethod.Patch, $"accounts/{anna.Uin}", new { allowedAddresses = (string[])["10.0.0.1"] }),
            "revoke" => await page.CallAsync(HttpMethod.Delete, $"sessions/{await SessionAsync(page)}"),
            _ => await shared.Server.AdminAsync(HttpMethod.Delete, $"accounts/{anna.Uin}"),
        };
        Assert.True(done.IsSuccessStatusCode, $"{how}: {done.StatusCode}");
        var ended = await events.NextAsync("session");
        Assert.Equal(("ended", by),
            (ended.GetProperty("state").GetString(), ended.TryGetProperty("by", out var named) ? named.GetString() : null));
        Assert.Null(await events.NextAsync());
        Assert.Equal("401 /errors/not-signed-in", await page.RefusalAsync(HttpMethod.Get, "events"));
    }

    [Fact]
    public async Task An_account_has_so_many_streams_and_a_closed_one_gives_its_place_back()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--streams-per-account", "2");
        using var page = await ApiClient.SignInAsync(await server.AddPersonAsync());
        await using var first = await EventReader.OpenReadyAsync(page);
        await using (await EventReader.OpenReadyAsync(page))
            Assert.Equal("429 /errors/too-many-streams", await page.RefusalAsync(HttpMethod.Get, "events"));
        // The server hears of the end when it has read it.
        HttpStatusCode status;
        do
        {
            using var again = await page.CallAsync(HttpMethod.Get, "events");
            status = again.StatusCode;
        }
        while (status == HttpStatusCode.TooManyRequests);
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task A_server_that_stops_ends_its_streams()
    {
        using var directory = new TemporaryDirectory();
        var server = await LocalServer.StartAsync(directory.At("data"));
        using var page = await ApiClient.SignInAsync(await server.AddPersonAsync());
        await using var events = await EventReader.OpenReadyAsync(page);
        var stopping = server.DisposeAsync();
        Assert.Null(await events.NextAsync());
        await stopping;
    }

    private static async Task<string> SessionAsync(ApiClient client) =>
        (await client.AskAsync(HttpMethod.Get, "sessions")).GetProperty("sessions").EnumerateArray()
            .Single(session => session.GetProperty("isThis").GetBoolean()).GetProperty("id").GetString()!;
}
