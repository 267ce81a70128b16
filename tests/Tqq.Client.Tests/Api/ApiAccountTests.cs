using System.Net;
using System.Text;

namespace Tqq.Client.Tests.Api;

/// <summary>What an account decides for itself: what each call asks of the API and what it makes of the answer.</summary>
public sealed class ApiAccountTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private static async Task<(T Result, string Asked)> AskAsync<T>(string answer, Func<TqqApiClient, Task<T>> ask)
    {
        using var api = new StubApi(_ => StubApi.Json(answer));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        return (await ask(client), $"{api.Asked.Single().Line} {api.Asked.Single().Body}".TrimEnd());
    }

    private static async Task<string> DoAsync(Func<TqqApiClient, Task> ask)
    {
        using var api = new StubApi(_ => StubApi.Done());
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        await ask(client);
        return $"{api.Asked.Single().Line} {api.Asked.Single().Body}".TrimEnd();
    }

    [Fact]
    public async Task Profile_and_settings_are_changed_by_what_is_named_and_shown_as_they_are_then()
    {
        var (me, asked) = await AskAsync("""
            {"uin":10001,"nick":"Anna","status":"online","created":"2027-01-31T08:00:00.000Z","friends":2,
             "profile":{"nick":"Anna","age":19},"settings":{"whoMayAdd":"verify","refusesStrangers":true,"allowedAddresses":["192.0.2.0/24"],"keepsSentNow":true}}
            """, client => client.EditMeAsync(new ApiProfile(Age: 19), new ApiSettings(WhoMayAdd: "verify", RefusesStrangers: true), Now));
        Assert.Equal("""PATCH me {"profile":{"age":19},"settings":{"whoMayAdd":"verify","refusesStrangers":true}}""", asked);
        Assert.Equal((19u, "verify", true, "192.0.2.0/24", 2L, 2027), (me.Profile!.Age, me.Settings!.WhoMayAdd,
            me.Settings.RefusesStrangers, me.Settings.AllowedAddresses!.Single(), me.Friends, me.Created!.Value.Year));
    }

    [Fact]
    public async Task A_password_is_changed_and_an_account_deleted_with_its_password()
    {
        Assert.Equal("""PUT me/password {"current":"old","new":"battery staple"}""",
            await DoAsync(client => client.ChangePasswordAsync("old", "battery staple", Now)));
        Assert.Equal("""DELETE me {"password":"old"}""", await DoAsync(client => client.DeleteAccountAsync("old", Now)));
    }

    [Fact]
    public async Task What_may_be_refused_by_its_password_is_not_tried_again()
    {
        using var api = new StubApi(_ => StubApi.Broken());
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        await Assert.ThrowsAsync<ServerUnreachableException>(() => client.ChangePasswordAsync("old", "battery staple", Now));
        Assert.Single(api.Lines);
    }

    [Fact]
    public async Task An_export_is_written_as_it_comes()
    {
        using var api = new StubApi(_ => new HttpResponseMessage(HttpStatusCode.OK)
            { Content = new ByteArrayContent(Encoding.ASCII.GetBytes("a zip")) });
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        using var file = new MemoryStream();
        await client.ExportAsync(file, Now);
        Assert.Equal(("GET me/export", "a zip"), (api.Lines.Single(), Encoding.ASCII.GetString(file.ToArray())));
    }

    [Fact]
    public async Task App_passwords_are_made_listed_and_taken_back()
    {
        var (made, asked) = await AskAsync("""{"id":"1","name":"phone","made":"2027-01-31T08:00:00.000Z","password":"0123-4567"}""",
            client => client.MakeAppPasswordAsync("phone", Now));
        Assert.Equal("""POST me/app-passwords {"name":"phone"}""", asked);
        Assert.Equal(("0123-4567", "app password 1"), (made.Password, made.ToString()));
        var (list, _) = await AskAsync("""
            {"appPasswords":[{"id":"1","name":"phone","made":"2027-01-31T08:00:00.000Z","lastUsedFrom":"192.0.2.7"}]}
            """, client => client.ListAppPasswordsAsync(Now));
        Assert.Equal(("phone", "192.0.2.7"), (list.Single().Name, list.Single().LastUsedFrom));
        Assert.Equal("DELETE me/app-passwords/1", await DoAsync(client => client.RemoveAppPasswordAsync("1", Now)));
    }

    [Fact]
    public async Task A_browser_is_subscribed_listed_and_told_no_more()
    {
        const string Shown =
            """{"id":"3","says":"text","service":"push.example.net","made":"2027-01-31T08:00:00.000Z","isThis":true}""";
        var (key, _) = await AskAsync("""{"key":"BP4z"}""", client => client.GetPushKeyAsync(Now));
        Assert.Equal("BP4z", key);
        var target = new ApiPushTarget("https://push.example.net/a", "BCVx", "BTBZ", "text");
        Assert.Equal("push target that is told text", target.ToString());
        var (made, asked) = await AskAsync(Shown, client => client.SubscribePushAsync(target, Now));
        Assert.Equal("""
            POST push/subscriptions {"endpoint":"https://push.example.net/a","keys":{"p256dh":"BCVx","auth":"BTBZ"},"says":"text"}
            """, asked);
        Assert.Equal(("3", "push.example.net", true), (made.Id, made.Service, made.IsThis));
        var (list, _) = await AskAsync($$"""{"subscriptions":[{{Shown}}]}""", client => client.ListPushSubscriptionsAsync(Now));
        Assert.Equal(made, list.Single());
        Assert.Equal("DELETE push/subscriptions/3", await DoAsync(client => client.UnsubscribePushAsync("3", Now)));
    }

    [Fact]
    public async Task Others_are_blocked_and_muted_and_that_is_taken_back()
    {
        Assert.Equal("PUT people/10002/block", await DoAsync(client => client.SetBlockedAsync(10002, true, Now)));
        Assert.Equal("DELETE people/10002/block", await DoAsync(client => client.SetBlockedAsync(10002, false, Now)));
        Assert.Equal("PUT people/10002/mute", await DoAsync(client => client.SetMutedAsync(10002, true, Now)));
        Assert.Equal("DELETE people/10002/mute", await DoAsync(client => client.SetMutedAsync(10002, false, Now)));
    }

    [Fact]
    public async Task A_list_of_marked_people_is_read_to_its_end()
    {
        using var api = new StubApi(request => StubApi.Json(request.Line.Contains("after", StringComparison.Ordinal)
            ? """{"people":[{"uin":10003,"nick":"C","avatar":0}]}"""
            : """{"people":[{"uin":10002,"nick":"B","avatar":0}],"next":"10002"}"""));
        await using var client = await TqqApiClient.SignInAsync(api.Options(), Now);
        Assert.Equal([10002u, 10003u], (await client.ListBlockedAsync(Now)).Select(one => one.Uin));
        Assert.Equal([10002u, 10003u], (await client.ListMutedAsync(Now)).Select(one => one.Uin));
        Assert.Equal(["GET blocked?limit=200", "GET blocked?limit=200&after=10002", "GET muted?limit=200",
            "GET muted?limit=200&after=10002"], api.Lines);
    }

    [Theory]
    [InlineData(0.0, 2.0)]
    [InlineData(0.5, 2.5)]
    [InlineData(1.0, 3.0)]
    public async Task A_stream_that_was_cut_is_opened_again_after_what_the_server_says_and_by_chance_up_to_half_as_long_again(
        double chance, double seconds)
    {
        var number = 16;
        using var api = new StubApi(_ => StubApi.Events(new StubStream("retry: 2000\n\n", StubStream.Message(number++, "hi")).End()));
        var options = api.Options();
        options.Chance = new FixedChance(chance);
        await using var client = await TqqApiClient.SignInAsync(options, Now);
        await using var events = client.ReadEventsAsync(null, Now).GetAsyncEnumerator(Now);
        Assert.True(await events.MoveNextAsync());
        var before = options.TimeProvider.GetUtcNow();
        Assert.True(await events.MoveNextAsync());
        Assert.Equal(TimeSpan.FromSeconds(seconds), options.TimeProvider.GetUtcNow() - before);
    }
}
