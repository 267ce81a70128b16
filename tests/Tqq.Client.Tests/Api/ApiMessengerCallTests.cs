using static Tqq.Client.Tests.Api.MessengerApi;

namespace Tqq.Client.Tests.Api;

/// <summary>The calls of HTTP QQ over the API: what they send, and the exceptions that they end with.</summary>
public sealed class ApiMessengerCallTests
{
    [Fact]
    public async Task A_text_of_any_length_is_cut_and_each_part_has_a_key_by_its_number()
    {
        using var api = Stub();
        await using var client = await SignInAsync(api);
        var reports = new List<SendProgress>();
        var progress = new Reports(reports.Add);
        using var sending = new StubApi(_ => StubApi.Json("{}"));
        await using var sender = await ApiMessenger.SignInAsync(sending.Options(), Now);
        await sender.SendAsync(10002, new('x', 25_000), new() { Key = "k", Progress = progress, AlreadySent = 1 }, Now);
        Assert.Equal(["k.2", "k.3"], sending.Asked.Select(request => request.Headers["Idempotency-Key"]));
        Assert.Equal([new(2, 3), new(3, 3)], reports);
    }

    [Fact]
    public async Task A_session_that_is_over_a_missing_account_and_a_full_mailbox_are_the_exceptions_of_HTTP_QQ()
    {
        var name = "not-signed-in";
        using var api = new StubApi(_ => StubApi.Problem(409, name, "why"));
        await using var client = await SignInAsync(api);
        Assert.Equal("why", (await Assert.ThrowsAsync<LoginFailedException>(() => client.SendAsync(10002, "x", null, Now))).Reason);
        await Assert.ThrowsAsync<LoginFailedException>(() => ReadAsync(client, 1));
        name = "missing";
        Assert.Equal(10002u, (await Assert.ThrowsAsync<IllegalUinException>(() => client.GetInfoAsync(10002, cancellationToken: Now))).Uin);
        name = "mailbox-full";
        await Assert.ThrowsAsync<DeniedException>(() => client.SendAsync(10002, "x", null, Now));
        name = "too-long";
        await Assert.ThrowsAsync<TqqApiException>(() => client.SendAsync(10002, "x", null, Now));
    }

    [Fact]
    public async Task A_profile_has_the_fields_of_HTTP_QQ()
    {
        using var api = new StubApi(_ => StubApi.Json("""
            {"uin":10002,"nick":"小明","avatar":27,"friend":true,"blocked":false,"muted":false,"profile":{"nick":"小明","sex":"female","age":19,
             "bloodType":"AB","constellation":"capricorn","zodiac":"rat","city":"深圳","homePage":"x"}}
            """));
        await using var client = await SignInAsync(api);
        var profile = await client.GetInfoAsync(10002, cancellationToken: Now);
        Assert.Equal(("小明", 27u, 1u, 19u, 4u, 12u, 1u, "深圳", "x", ""), (profile.Nick, profile.Avatar, profile.Sex, profile.Age,
            profile.BloodType, profile.Constellation, profile.Zodiac, profile.City, profile.HomePage, profile.RealName));
    }

    [Fact]
    public async Task To_answer_or_remove_where_there_is_nothing_is_no_error()
    {
        using var api = new StubApi(_ => StubApi.Problem(404, "missing"));
        await using var client = await SignInAsync(api);
        await client.AcceptFriendAsync(10002, Now);
        await client.RefuseFriendAsync(10002, "x", Now);
        await client.RemoveFriendAsync(10002, Now);
        await Assert.ThrowsAsync<ArgumentException>(() => client.RefuseFriendAsync(10002, new('x', 401), Now));
    }

    private sealed class Reports(Action<SendProgress> report) : IProgress<SendProgress>
    {
        public void Report(SendProgress value) => report(value);
    }
}
