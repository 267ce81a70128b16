using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>One server for the tests of a class that look at its page. It has no rates, so that much can be said in little time.</summary>
public sealed class PageServer : IAsyncLifetime
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>The server.</summary>
    public TestServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "0",
        "--rate-message", "off", "--rate-other", "off", "--rate-friend", "off", "--registration", "open", "--rate-registration", "off");

    /// <summary>Somebody sends texts to somebody else, one after the other.</summary>
    public static async Task SayAsync(Person from, Person to, IEnumerable<string> texts)
    {
        using var sender = await ApiClient.SignInAsync(from);
        foreach (var text in texts)
            await sender.AskAsync(HttpMethod.Post, $"conversations/{to.Uin}/messages", new { text }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }
}
