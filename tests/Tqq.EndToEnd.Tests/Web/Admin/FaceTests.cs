using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Tqq.Core.Profiles;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Whoever makes an account without saying a face: the account has one of its own.</summary>
public sealed class FaceTests(PageServer shared) : IClassFixture<PageServer>
{
    private TestServer Server => shared.Server;

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("27")]
    public async Task An_account_that_an_administrator_makes_has_the_face_that_is_said_or_one_of_its_own(string said)
    {
        var uin = TestServer.NextUin();
        var fields = said.Length == 0 ? [] : new Dictionary<string, string> { ["FC"] = said };
        await Server.AskAsync(HttpMethod.Post, "accounts", HttpStatusCode.Created, new { uin, nick = "Anna", password = "secret", fields });
        await HasFaceAsync(uin, said);

        var (first, second) = (TestServer.NextUin(), TestServer.NextUin());
        using var made = await Server.AdminAsync(HttpMethod.Post, "accounts/csv",
            new StringContent($"nick,uin,FC\nAnna,{first},{said}\nBao,{second},\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        await HasFaceAsync(first, said);
        await HasFaceAsync(second, "");
    }

    [Fact]
    public async Task So_has_an_administrator_who_is_made_with_a_nickname()
    {
        var uin = TestServer.NextUin();
        await Server.AskAsync(HttpMethod.Post, "administrators", HttpStatusCode.Created,
            new { uin, nick = "Anna", role = "full", password = "correct horse battery" });
        await HasFaceAsync(uin, "");
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(27)]
    public async Task So_has_who_registers(int? avatar)
    {
        using var http = new HttpClient { BaseAddress = new(Server.Web, "api/v1/") };
        using var answer = await http.PostAsJsonAsync("registration",
            new { nick = "小红", password = "correct horse battery", avatar, token = true }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var uin = (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>(TestContext.Current.CancellationToken))
            .GetProperty("uin").GetUInt32();
        await HasFaceAsync(uin, avatar?.ToString(CultureInfo.InvariantCulture) ?? "");
    }

    [Fact]
    public async Task A_face_that_no_client_knows_is_refused()
    {
        using var http = new HttpClient { BaseAddress = new(Server.Web, "api/v1/") };
        using var answer = await http.PostAsJsonAsync("registration",
            new { nick = "小红", password = "correct horse battery", avatar = 65_536 }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("avatar must be a number from 0 to 65535",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task HasFaceAsync(uint uin, string said) => Assert.Equal(
        said.Length == 0 ? Faces.Of(new(uin)) : said, (await Server.GetAsync($"accounts/{uin}")).GetProperty("fields").Text("FC"));
}
