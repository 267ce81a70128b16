using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.People;

/// <summary>
/// What somebody sends who is blocked is swallowed with the same work as what is taken, so that the time tells nothing: the same calls of
/// the store in the same order, with as many changes each.
/// </summary>
public sealed class SwallowedTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("a text through the API", true)]
    [InlineData("a text through the API", false)]
    [InlineData("a text with a key", true)]
    [InlineData("a text with a key", false)]
    [InlineData("a text over HTTP QQ", true)]
    [InlineData("a text over HTTP QQ", false)]
    public async Task What_is_swallowed_takes_the_steps_of_what_is_taken(string what, bool recipientHasLog)
    {
        var store = new FailingStore();
        await using var server = await LocalServer.StartAsync(_directory.At("data"), store, "--rate-message", "off", "--rate-other", "off");
        var (friend, blocked) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        using var friendly = await ApiClient.SignInAsync(friend);
        using var unwanted = await ApiClient.SignInAsync(blocked);
        var recipient = await server.AddOnlineAsync();
        using (var page = await ApiClient.SignInAsync(recipient))
        {
            await page.AskAsync(HttpMethod.Put, $"people/{blocked.Uin}/block", status: HttpStatusCode.NoContent);
            if (!recipientHasLog)
                await page.AskAsync(HttpMethod.Delete, "session", status: HttpStatusCode.NoContent);
        }

        // The first time everybody comes into memory.
        foreach (var _ in (int[])[1, 2])
        {
            var taken = await StepsAsync(store, () => SendAsync(what, friend, friendly, recipient.Uin));
            var swallowed = await StepsAsync(store, () => SendAsync(what, blocked, unwanted, recipient.Uin));
            if (_ == 1)
                continue;
            Assert.Equal(taken, swallowed);
            Assert.Contains(taken, step => step.StartsWith("CommitAsync", StringComparison.Ordinal));
        }
    }

    private static async Task SendAsync(string what, Person sender, ApiClient client, uint to)
    {
        if (what.EndsWith("HTTP QQ", StringComparison.Ordinal))
            Assert.Equal("0&", await sender.ResultAsync("CLTMSG", $"&UN={to}&MG=hi"));
        else
            await client.AskAsync(HttpMethod.Post, $"conversations/{to}/messages", new { text = "hi" }, HttpStatusCode.Created,
                what.EndsWith("key", StringComparison.Ordinal) ? [("Idempotency-Key", $"{Guid.NewGuid():N}")] : []);
    }

    private static async Task<IReadOnlyList<string>> StepsAsync(FailingStore store, Func<Task> send)
    {
        store.Listen();
        await send();
        return store.Heard;
    }
}
