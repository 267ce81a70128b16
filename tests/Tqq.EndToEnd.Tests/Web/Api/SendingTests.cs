using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>What an account may send by whichever door, and what becomes of keys whose recipient is gone.</summary>
public sealed partial class SendingTests(SharedServer shared)
{
    private static async Task<string> SendAsync(ApiClient page, uint to, string text, string? key = null)
    {
        using var answer = await page.CallAsync(
            HttpMethod.Post, $"conversations/{to}/messages", new { text }, key is null ? [] : [("Idempotency-Key", key)]);
        return $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(401, 2)]
    [InlineData(10_000, 25)]
    public async Task A_text_counts_as_often_as_an_old_client_would_have_to_send(int length, int uses)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--penalty", "0", "--rate-message",
            string.Create(CultureInfo.InvariantCulture, $"1/1h burst {uses + 1}"));
        var (anna, bao) = (await server.AddOnlineAsync(), await server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        Assert.StartsWith("201", await SendAsync(page, bao.Uin, new string('x', length)), StringComparison.Ordinal);
        // One is left, for both doors together.
        Assert.Equal("0&", await anna.ResultAsync("CLTMSG", $"&UN={bao.Uin}&MG=hi"));
        Assert.Equal("3", await anna.ResultAsync("CLTMSG", $"&UN={bao.Uin}&MG=ho"));
        Assert.StartsWith("429", await SendAsync(page, bao.Uin, "ha"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_repetition_of_a_long_text_counts_as_one_call()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--rate-message", "1/1h burst 3");
        var (anna, bao) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        var first = await SendAsync(page, bao.Uin, new string('x', 800), "a1");
        for (var again = 0; again < 3; again++)
            Assert.Equal(first, await SendAsync(page, bao.Uin, new string('x', 800), "a1"));
        Assert.StartsWith("201", await SendAsync(page, bao.Uin, "hi"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_repeated_key_answers_what_the_first_answered_also_where_its_recipient_is_gone_or_another(bool isDeletedHere)
    {
        var (anna, bao) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        using var page = await ApiClient.SignInAsync(anna);
        var first = await SendAsync(page, bao.Uin, "for Bao", "a1");
        Assert.StartsWith("201", first, StringComparison.Ordinal);
        if (isDeletedHere)
            await page.AskAsync(HttpMethod.Delete, $"conversations/{bao.Uin}/messages/{Id().Match(first).Groups[1].Value}",
                status: HttpStatusCode.NoContent);
        Assert.Equal(first, await SendAsync(page, bao.Uin, "for Bao", "a1"));
        using (await shared.Server.AdminAsync(HttpMethod.Delete, $"accounts/{bao.Uin}"))
            Assert.Equal(first, await SendAsync(page, bao.Uin, "for Bao", "a1"));
        Assert.StartsWith("404", await SendAsync(page, bao.Uin, "for Bao", "a2"), StringComparison.Ordinal);
        var other = await shared.Server.AddPersonAsync(uin: bao.Uin);
        // What was deleted here may have been another text: then it is said to be, and nothing is sent either.
        Assert.StartsWith(isDeletedHere ? "422" : first, await SendAsync(page, bao.Uin, "for Bao", "a1"), StringComparison.Ordinal);
        Assert.StartsWith("422", await SendAsync(page, bao.Uin, "something else", "a1"), StringComparison.Ordinal);
        await other.LoginAsync();
        Assert.Empty(await other.FetchAsync());
    }

    [GeneratedRegex("\"id\":\"(\\d+)\"")]
    private static partial Regex Id();
}
