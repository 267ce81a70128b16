using System.Globalization;
using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>A request that names the account that it is meant for: nothing is done where the session is of another one.</summary>
public sealed class MeantAccountTests(UnlimitedServer unlimited)
{
    private const string Refusal = "409 /errors/other-account";

    private static (string, string) Meant(uint uin) => ("Tqq-Account", uin.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public async Task Every_operation_that_needs_a_session_refuses_what_was_meant_for_another_account_and_says_so_in_the_description()
    {
        var (me, other) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        using var client = await ApiClient.SignInAsync(me);
        foreach (var operation in (await ApiDocument.ReadAsync(unlimited.Server)).Operations.Where(operation => !operation.IsOpen))
        {
            Assert.Equal($"{operation}: {Refusal}", $"{operation}: {await client.RefusalAsync(
                operation.Method, operation.For(other.Uin), operation.Body(), Meant(other.Uin))}");
            Assert.Single(operation.Parameters("header"), parameter => parameter.GetProperty("name").GetString() == "Tqq-Account");
            Assert.Contains("/errors/other-account: ", operation.Description.GetProperty("responses").GetProperty("409")
                .GetProperty("description").GetString(), StringComparison.Ordinal);
        }

        await client.AskAsync(HttpMethod.Get, "me", headers: Meant(me.Uin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("010001")]
    public async Task What_is_no_number_names_no_account_that_has_a_session(string named)
    {
        using var client = await ApiClient.SignInAsync(await unlimited.Server.AddPersonAsync());
        Assert.Equal(Refusal, await client.RefusalAsync(HttpMethod.Get, "me", headers: ("Tqq-Account", named)));
    }

    [Fact]
    public async Task A_link_to_the_own_data_names_the_account_in_its_address()
    {
        using var client = await ApiClient.SignInAsync(await unlimited.Server.AddPersonAsync());
        var uin = (await client.AskAsync(HttpMethod.Get, "me")).GetProperty("uin").GetUInt32();
        Assert.Equal(Refusal, await client.RefusalAsync(HttpMethod.Get, $"me/export?account={uin + 1}"));
        using var own = await client.CallAsync(HttpMethod.Get, $"me/export?account={uin}");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    [Fact]
    public async Task Administrators_have_the_same()
    {
        var (anna, bao) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        using var browser = await AdminBrowser.SignInAsync(anna, "full");
        browser.MeantFor = bao.Uin;
        Assert.Equal(Refusal, await browser.RefusalAsync(HttpMethod.Post, $"accounts/{bao.Uin}/disable", new { }));
        browser.MeantFor = anna.Uin;
        await browser.AskAsync(HttpMethod.Post, $"accounts/{bao.Uin}/disable", new { }, HttpStatusCode.NoContent);
    }
}
