using System.Net;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Weak passwords that an administrator gives somebody else's account: the API says that they are, or refuses them.</summary>
public sealed class WeakPasswordTests(SharedServer shared)
{
    private readonly TestServer _server = shared.Server;

    [Theory]
    [InlineData("pear", "short", "short-password")]
    [InlineData("Password", "common", "common-password")]
    [InlineData("correct horse battery", "", "")]
    public async Task A_weak_password_is_told_of_and_refused_on_demand(string password, string weakness, string rule)
    {
        var made = await _server.AskAsync(HttpMethod.Post, "accounts", HttpStatusCode.Created, new { nick = "n", password });
        Assert.Equal(weakness, made.Text("weakPassword"));
        var uin = made.Text("uin");
        var set = await _server.AskAsync(HttpMethod.Put, $"accounts/{uin}/password",
            weakness.Length == 0 ? HttpStatusCode.NoContent : HttpStatusCode.OK, new { password });
        Assert.Equal(weakness, weakness.Length == 0 ? "" : set.Text("weakPassword"));
        if (rule.Length == 0)
            return;
        var refusal = await _server.AskAsync(
            HttpMethod.Post, "accounts", HttpStatusCode.BadRequest, new { nick = "n", password, refusesWeak = true });
        Assert.Equal(("password", rule), (refusal.Text("field"), refusal.Text("rule")));
        refusal = await _server.AskAsync(
            HttpMethod.Put, $"accounts/{uin}/password", HttpStatusCode.BadRequest, new { password, refusesWeak = true });
        Assert.Equal(("password", rule), (refusal.Text("field"), refusal.Text("rule")));
    }

    [Theory]
    [InlineData("accounts/csv")]
    [InlineData("accounts/csv/check")]
    public async Task A_table_with_weak_passwords_is_refused_on_demand(string path)
    {
        using var table = new StringContent("nick,password\nAnna,pear\nBao,password\nChen,correct horse battery\nDeng,\n",
            Encoding.UTF8, "text/csv");
        using var answer = await _server.AdminAsync(HttpMethod.Post, $"{path}?refusesWeak=true", table);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var refusal = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["2 password short-password", "3 password common-password"], refusal.GetProperty("faults").EnumerateArray()
            .Select(fault => $"{fault.GetProperty("line")} {fault.Text("column")} {fault.Text("rule")}"));
    }

    [Fact]
    public async Task A_table_says_which_of_its_passwords_are_weak()
    {
        using var table = new StringContent("nick,password\nAnna,pear\nBao,password\nChen,correct horse battery\nDeng,\n",
            Encoding.UTF8, "text/csv");
        using var answer = await _server.AdminAsync(HttpMethod.Post, "accounts/csv/check", table);
        var looked = JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["short", "common", "", ""],
            looked.GetProperty("accounts").EnumerateArray().Select(account => account.Text("weakPassword")));
    }
}
