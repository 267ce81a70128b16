using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The sessions of all accounts, and the end of one.</summary>
public sealed class KnownSessionTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task Every_session_of_an_account_is_listed_with_its_door_and_each_can_be_ended()
    {
        var person = await Server.AddOnlineAsync();
        await Server.AskAsync(HttpMethod.Patch, $"accounts/{person.Uin}", HttpStatusCode.OK,
            new { fields = new Dictionary<string, string> { ["FC"] = "27" } });
        using var http = new HttpClient { BaseAddress = Server.Web };
        using var signedIn = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(http, "api/v1/session",
            new { uin = person.Uin, password = person.Password, device = "laptop", token = true }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, signedIn.StatusCode);
        var page = await Server.GetAsync($"sessions?uin={person.Uin}");
        Assert.Equal(["wire", "1"], page.Each("sessions", "id"));
        Assert.Equal(("wire", "False", person.From.ToString()), (page.GetProperty("sessions")[0].Text("door"),
            page.GetProperty("sessions")[0].Text("hasKey"), page.GetProperty("sessions")[0].Text("address")));
        Assert.Equal(["27", "27"], page.Each("sessions", "avatar"));
        Assert.Equal("2", page.Text("total"));
        Assert.Equal(["wire"], (await Server.GetAsync($"sessions?uin={person.Uin}&door=wire")).Each("sessions", "id"));
        Assert.Equal(["1"], (await Server.GetAsync($"sessions?uin={person.Uin}&after={person.Uin}-0")).Each("sessions", "id"));
        foreach (var id in new[] { "wire", "1" })
            await Server.AskAsync(HttpMethod.Delete, $"accounts/{person.Uin}/sessions/{id}", HttpStatusCode.NoContent);
        Assert.Empty((await Server.GetAsync($"sessions?uin={person.Uin}")).Each("sessions", "id"));
        Assert.Equal($"account {person.Uin} has no session wire",
            await Server.RefusedAsync(HttpMethod.Delete, $"accounts/{person.Uin}/sessions/wire", HttpStatusCode.NotFound));
        Assert.Equal("the session is 'x', but must be wire or a number",
            await Server.RefusedAsync(HttpMethod.Delete, $"accounts/{person.Uin}/sessions/x", HttpStatusCode.BadRequest));
    }
}
