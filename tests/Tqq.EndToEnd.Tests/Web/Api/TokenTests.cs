using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Tokens for programs: shown once, with rights of their own, revoked one by one.</summary>
public sealed class TokenTests(SharedServer shared)
{
    private static readonly int[] Peers = [10002];

    private static async Task<(string Id, ApiClient Client)> MakeAsync(Person person, ApiClient owner, object body)
    {
        var made = await owner.AskAsync(HttpMethod.Post, "tokens", body, HttpStatusCode.Created);
        return (made.GetProperty("id").GetString()!,
            new(person.Server, person.From) { Token = made.GetProperty("token").GetString() });
    }

    [Fact]
    public async Task A_token_is_shown_once_says_when_it_was_used_and_opens_nothing_when_it_is_revoked()
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        var (id, program) = await MakeAsync(person, owner, new { name = "hook 钩子", rights = "read", peers = Peers });
        var before = (await owner.AskAsync(HttpMethod.Get, "tokens")).GetProperty("tokens").EnumerateArray().Single();
        Assert.Equal(("hook 钩子", "read", "[10002]"), (before.GetProperty("name").GetString(), before.GetProperty("rights").GetString(),
            before.GetProperty("peers").GetRawText()));
        Assert.False(before.TryGetProperty("token", out _) || before.TryGetProperty("lastUsed", out _));
        await program.AskAsync(HttpMethod.Get, "me");
        var after = (await owner.AskAsync(HttpMethod.Get, "tokens")).GetProperty("tokens").EnumerateArray().Single();
        Assert.Equal(person.From.ToString(), after.GetProperty("lastUsedFrom").GetString());
        Assert.True(after.GetProperty("lastUsed").GetDateTimeOffset() >= after.GetProperty("made").GetDateTimeOffset());
        await owner.AskAsync(HttpMethod.Delete, $"tokens/{id}", status: HttpStatusCode.NoContent);
        Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("404 /errors/missing", await owner.RefusalAsync(HttpMethod.Delete, $"tokens/{id}"));
        program.Dispose();
    }

    [Fact]
    public async Task A_list_of_people_that_came_out_empty_makes_no_token_and_a_time_without_its_offset_neither()
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        Assert.Equal("400 /errors/bad-input", await owner.RefusalAsync(
            HttpMethod.Post, "tokens", new { name = "", rights = "send", peers = Array.Empty<int>() }));
        foreach (var expires in new[] { "2099-01-01", "2099-01-01T08:00:00", "soon" })
            Assert.Equal("400 /errors/bad-input",
                await owner.RefusalAsync(HttpMethod.Post, "tokens", new { name = "", rights = "send", expires }));
        Assert.Empty((await owner.AskAsync(HttpMethod.Get, "tokens")).GetProperty("tokens").EnumerateArray());
    }

    [Theory]
    [InlineData("send", "403 /errors/not-allowed")]
    [InlineData("read", null)]
    [InlineData("all", null)]
    public async Task It_may_what_its_rights_say_and_never_makes_another(string rights, string? refusal)
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        var (_, program) = await MakeAsync(person, owner, new { name = "", rights });
        if (refusal is null)
            await program.AskAsync(HttpMethod.Get, "me");
        else
            Assert.Equal(refusal, await program.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("403 /errors/not-allowed", await program.RefusalAsync(HttpMethod.Post, "tokens", new { name = "", rights }));
        Assert.Equal(HttpStatusCode.Unauthorized, await AdminStatusAsync(program.Token!));
        // It can end itself, so that a program that stops leaves nothing behind.
        await program.AskAsync(HttpMethod.Delete, "session", status: HttpStatusCode.NoContent);
        Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        program.Dispose();
    }

    [Theory]
    [InlineData("""{ "rights": "read" }""", "name is missing")]
    [InlineData("""{ "name": "", "rights": "write" }""", "rights is 'write', but must be send, read or all")]
    [InlineData("""{ "name": "", "rights": "read", "peers": [1] }""", "peers[0] is 1, but must be a number from 10001 to 4294967295")]
    [InlineData("""{ "name": "", "rights": "read", "expires": "2020-01-01T00:00:00Z" }""", "expires must be a time that is yet to come")]
    [InlineData("""{ "name": "", "rights": "read", "expires": "tomorrow" }""",
        "expires is a text, but must be a time such as 2027-01-31T08:00:00Z")]
    public async Task Bad_input_is_named(string body, string detail)
    {
        using var owner = await ApiClient.SignInAsync(await shared.Server.AddPersonAsync());
        using var answer = await owner.CallAsync(HttpMethod.Post, "tokens", JsonDocument.Parse(body).RootElement);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal((400, detail), ((int)answer.StatusCode, problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task The_twenty_first_is_refused_in_words_and_none_gives_way_to_a_session()
    {
        var person = await shared.Server.AddPersonAsync();
        using var owner = await ApiClient.SignInAsync(person);
        for (var token = 0; token < 20; token++)
            await owner.AskAsync(HttpMethod.Post, "tokens", new { name = $"{token}", rights = "read" }, HttpStatusCode.Created);
        Assert.Equal("409 /errors/too-many", await owner.RefusalAsync(HttpMethod.Post, "tokens", new { name = "", rights = "read" }));
        for (var session = 0; session < 20; session++)
            (await ApiClient.SignInAsync(person)).Dispose();
        using var last = await ApiClient.SignInAsync(person);
        Assert.Equal((20, 20), ((await last.AskAsync(HttpMethod.Get, "tokens")).GetProperty("tokens").GetArrayLength(),
            (await last.AskAsync(HttpMethod.Get, "sessions")).GetProperty("sessions").GetArrayLength()));
    }

    private async Task<HttpStatusCode> AdminStatusAsync(string token)
    {
        using var http = new HttpClient { BaseAddress = shared.Server.Web };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await http.GetAsync("admin/api/v1/accounts", TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
