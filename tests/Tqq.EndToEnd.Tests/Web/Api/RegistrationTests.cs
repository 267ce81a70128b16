using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Accounts that people make themselves: not at all, by invitation, or anybody.</summary>
public sealed class RegistrationTests(SharedServer shared) : IDisposable
{
    private static readonly IPAddress Home = new([127, 1, 200, 1]);

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    private static object Anna(string? invitation = null, uint? uin = null, string password = "correct horse") =>
        new { nick = "小红", password, uin, invitation, token = true };

    private static async Task<string> InviteAsync(TestServer server, object body)
    {
        using var made = await server.AdminAsync(HttpMethod.Post, "invitations", body);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        return JsonDocument.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement
            .GetProperty("code").GetString()!;
    }

    private Task<LocalServer> StartAsync(params string[] flags) => LocalServer.StartAsync(_directory.At("data"), flags);

    [Fact]
    public async Task It_is_closed_unless_somebody_opens_it()
    {
        using var stranger = new ApiClient(shared.Server, Home);
        Assert.Equal("closed", (await stranger.AskAsync(HttpMethod.Get, "registration")).GetProperty("registration").GetString());
        Assert.Equal("403 /errors/registration-closed", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna()));
    }

    [Fact]
    public async Task An_invitation_makes_as_many_accounts_as_it_is_for_and_the_wire_lets_them_in_by_app_password_alone()
    {
        await using var server = await StartAsync("--registration", "invite");
        var code = await InviteAsync(server, new { name = "Anna", madeBy = "root", uses = 2 });
        using var stranger = new ApiClient(server, Home);
        Assert.Equal("403 /errors/no-invitation", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna()));
        Assert.Equal("403 /errors/no-invitation",
            await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna("0000-0000-0000")));
        var first = await stranger.AskAsync(HttpMethod.Post, "registration", Anna(code), HttpStatusCode.Created);
        var uin = first.GetProperty("uin").GetUInt32();
        Assert.InRange(uin, 100_000u, 999_999u);
        using var anna = new ApiClient(server, Home) { Token = first.GetProperty("token").GetString() };
        Assert.Equal("小红", (await anna.AskAsync(HttpMethod.Get, "me")).GetProperty("nick").GetString());
        Assert.Contains("&RES=0&RS=1&", await new Person(server, uin, "correct horse") { From = Home }.LoginAsync(),
            StringComparison.Ordinal);

        // As somebody types it who was told it on the telephone.
        var spoken = code.ToUpperInvariant().Replace("-", " ", StringComparison.Ordinal);
        await stranger.AskAsync(HttpMethod.Post, "registration", Anna(spoken, 20_001), HttpStatusCode.Created);
        Assert.Equal("403 /errors/no-invitation", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code)));
        using var list = await server.AdminAsync(HttpMethod.Get, "invitations");
        var shown = await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"name\":\"Anna\",\"madeBy\":\"root\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"uses\":2,\"used\":2", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(code, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_is_or_was_somebody_s_is_not_to_be_had_but_from_the_administrator()
    {
        await using var server = await StartAsync("--registration", "invite");
        var code = await InviteAsync(server, new { uses = 9 });
        using var stranger = new ApiClient(server, Home);
        await server.AddPersonAsync(uin: 20_001);
        Assert.Equal("409 /errors/number-taken", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code, 20_001)));
        using (await server.AdminAsync(HttpMethod.Delete, "accounts/20001"))
            Assert.Equal("409 /errors/number-taken", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code, 20_001)));
        await server.AddPersonAsync(uin: 20_001);
        using var revoked = await server.AdminAsync(HttpMethod.Delete, "invitations/1");
        Assert.Equal(HttpStatusCode.NoContent, revoked.StatusCode);
        Assert.Equal("403 /errors/no-invitation", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code, 20_002)));
        using var gone = await server.AdminAsync(HttpMethod.Delete, "invitations/1");
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Theory]
    [InlineData("short", "password must be a text of 8 to 128 characters, not only spaces and without control characters")]
    [InlineData("12345678", "password is among the 10,000 most common passwords, which are guessed first: choose another")]
    public async Task A_password_that_is_guessed_first_is_refused(string password, string detail)
    {
        await using var server = await StartAsync("--registration", "open");
        using var stranger = new ApiClient(server, Home);
        using var answer = await stranger.CallAsync(HttpMethod.Post, "registration", Anna(password: password));
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(detail, problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task Where_it_is_open_an_address_makes_so_many_accounts_and_who_is_invited_makes_his_all_the_same()
    {
        await using var server = await StartAsync("--registration", "open", "--rate-registration", "1/1h burst 2");
        using var stranger = new ApiClient(server, Home);
        for (var account = 0; account < 2; account++)
            await stranger.AskAsync(HttpMethod.Post, "registration", Anna(), HttpStatusCode.Created);
        using var answer = await stranger.CallAsync(HttpMethod.Post, "registration", Anna());
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromMinutes(1), TimeSpan.FromHours(1));
        using var other = new ApiClient(server, new([127, 1, 200, 2]));
        await other.AskAsync(HttpMethod.Post, "registration", Anna(), HttpStatusCode.Created);
        await stranger.AskAsync(HttpMethod.Post, "registration", Anna(await InviteAsync(server, new { })), HttpStatusCode.Created);
    }

    [Fact]
    public async Task Where_it_is_open_asking_for_numbers_that_are_taken_counts_as_well()
    {
        await using var server = await StartAsync("--registration", "open", "--rate-registration", "1/1h burst 2");
        using var stranger = new ApiClient(server, Home);
        await server.AddPersonAsync(uin: 20_001);
        for (var attempt = 0; attempt < 2; attempt++)
            Assert.Equal("409 /errors/number-taken", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(uin: 20_001)));
        Assert.Equal("429 /errors/too-fast", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(uin: 20_001)));
    }

    [Fact]
    public async Task With_an_invitation_only_so_many_numbers_that_are_taken_are_learnt()
    {
        await using var server = await StartAsync("--registration", "invite");
        var code = await InviteAsync(server, new { uses = 9 });
        using var stranger = new ApiClient(server, Home);
        await server.AddPersonAsync(uin: 20_001);
        for (var attempt = 0; attempt < 10; attempt++)
            Assert.Equal("409 /errors/number-taken", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code, 20_001)));
        Assert.Equal("429 /errors/too-fast", await stranger.RefusalAsync(HttpMethod.Post, "registration", Anna(code, 20_001)));
    }

    [Fact]
    public async Task Invitations_are_not_guessed()
    {
        await using var server = await StartAsync("--registration", "invite");
        using var guesser = new ApiClient(server, Home);
        for (var guess = 0; guess < 10; guess++)
            Assert.Equal("403 /errors/no-invitation",
                await guesser.RefusalAsync(HttpMethod.Post, "registration", Anna($"0000-0000-000{guess}")));
        Assert.Equal("429 /errors/too-fast", await guesser.RefusalAsync(HttpMethod.Post, "registration", Anna("0000-0000-000a")));
    }

    [Fact]
    public async Task Whether_an_invitation_is_good_is_said_without_using_it_up()
    {
        await using var server = await StartAsync("--registration", "invite");
        var code = await InviteAsync(server, new { uses = 1 });
        using var stranger = new ApiClient(server, Home);
        for (var time = 0; time < 20; time++)
            Assert.True(await IsGoodAsync(stranger, code.ToUpperInvariant()));
        await stranger.AskAsync(HttpMethod.Post, "registration", Anna(code), HttpStatusCode.Created);
        Assert.False(await IsGoodAsync(stranger, code));
        Assert.Equal("400 /errors/bad-input", await stranger.RefusalAsync(HttpMethod.Post, "registration/invitation", new { }));
    }

    [Fact]
    public async Task Invitations_are_not_guessed_by_asking_whether_they_are_good()
    {
        await using var server = await StartAsync("--registration", "invite");
        using var guesser = new ApiClient(server, Home);
        for (var guess = 0; guess < 10; guess++)
            Assert.False(await IsGoodAsync(guesser, $"0000-0000-000{guess}"));
        Assert.Equal("429 /errors/too-fast",
            await guesser.RefusalAsync(HttpMethod.Post, "registration/invitation", new { invitation = "0000-0000-000a" }));
        Assert.Equal("429 /errors/too-fast", await guesser.RefusalAsync(HttpMethod.Post, "registration", Anna("0000-0000-000a")));
    }

    private static async Task<bool> IsGoodAsync(ApiClient client, string invitation) =>
        (await client.AskAsync(HttpMethod.Post, "registration/invitation", new { invitation })).GetProperty("good").GetBoolean();
}
