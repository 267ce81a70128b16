using System.Net;
using Tqq.Core.Changes;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>
/// The circumstances that only some operations meet: as many as may be, passwords, texts and their keys, places in a log.
/// </summary>
/// <param name="book">Where it notes what they answer.</param>
internal sealed class StatusLimits(StatusBook book)
{
    private static readonly (string Method, string Path)[] Sending =
        [("POST", "conversations/{uin}/messages"), ("POST", "to/{uin}"), ("PUT", "to/{uin}")];

    /// <summary>Those of one account, on a server without limits of rates where anybody may make an account.</summary>
    public async Task MeetAsync(TestServer server)
    {
        using var cast = await StatusCast.MakeAsync(server);
        await TryAsync(cast.Page, "POST", "session", new { uin = cast.Owner.Uin, password = "wrong" });
        await TryAsync(cast.Page, "POST", "registration", new { uin = cast.Owner.Uin, nick = "x", password = "correct horse" });
        await TryAsync(cast.Page, "DELETE", "me", new { password = "wrong" });
        await TryAsync(cast.Page, "PUT", "me/password", new { current = "wrong", @new = "battery staple" });
        await TryAsync(cast.Page, "GET", "listen", null, "listen?after=1-1");
        await TryAsync(cast.Page, "POST", "friends", new { uin = 4_000_000_001 });
        for (var made = 1; made <= 20; made++)
        {
            await TryAsync(cast.Page, "POST", "tokens", new { name = "", rights = "read" });
            await TryAsync(cast.Page, "POST", "me/app-passwords", new { name = "" });
        }

        var pages = new List<ApiClient>();
        for (var made = 0; made <= 10; made++)
        {
            pages.Add(await ApiClient.SignInAsync(cast.Owner));
            await TryAsync(pages[^1], "POST", "push/subscriptions", StatusCast.Subscription(made));
        }

        pages.ForEach(page => page.Dispose());
        var (long_, key) = (new string('x', 10_001), ("Idempotency-Key", "a1"));
        foreach (var (method, path) in Sending)
        {
            var operation = book.Of(method, path);
            foreach (var text in new[] { "one", "another", long_ })
                await book.TryAsync(cast.Page, operation, operation.For(cast.Friend.Uin),
                    path[0] == 't' ? new StringContent(text) : new { text }, key);
        }
    }

    /// <summary>Those of a server where an account has one friend, one message that waits, and one stream.</summary>
    public async Task MeetAtTightAsync(TestServer tight)
    {
        var (owner, friend) = (await tight.AddPersonAsync(), await tight.AddPersonAsync("anyone"));
        using var page = await ApiClient.SignInAsync(owner);
        foreach (var (method, path) in Sending)
            for (var text = 0; text < 2; text++)
                await TryAsync(page, method, path, path[0] == 't' ? new StringContent("hi") : new { text = "hi" },
                    path.Replace("{uin}", $"{friend.Uin}", StringComparison.Ordinal));
        using var stream = await page.CallAsync(HttpMethod.Get, "events");
        await TryAsync(page, "GET", "events");
        await TryAsync(page, "GET", "listen");
        for (var guess = 0; guess <= 10; guess++)
            await TryAsync(page, "POST", "registration",
                new { nick = "x", password = "correct horse", invitation = $"0000-0000-000{guess}" });
        await TryAsync(page, "POST", "registration/invitation", new { invitation = "0000-0000-0000" });
        await AnswerWhoIsFullAsync(tight, page, owner);
    }

    // Somebody who has asked and has no room any more: first for a letter, then for a friend.
    private async Task AnswerWhoIsFullAsync(TestServer tight, ApiClient page, Person owner)
    {
        var (asking, other) = (await tight.AddOnlineAsync(), await tight.AddOnlineAsync("anyone"));
        await asking.AskAsync("Ack_AddToList", $"&UN={owner.Uin}&CD=2&RS=me");
        await other.AskAsync("CLTMSG", $"&UN={asking.Uin}&MG=hi");
        foreach (var answer in (string[])["accept", "refuse"])
            await TryAsync(page, "POST", $"requests/in/{{uin}}/{answer}", new { }, $"requests/in/{asking.Uin}/{answer}");
        await asking.AskAsync("AddToList", $"&UN={other.Uin}");
        await TryAsync(page, "POST", "requests/in/{uin}/accept", null, $"requests/in/{asking.Uin}/accept");
        var (waited, anybody) = (await tight.AddPersonAsync(), await tight.AddOnlineAsync());
        await anybody.AskAsync("CLTMSG", $"&UN={waited.Uin}&MG=hi");
        await TryAsync(page, "POST", "friends", new { uin = waited.Uin, words = "me" });
    }

    /// <summary>Those of an account that has marked as many others as it may.</summary>
    /// <param name="server">A server without limits of rates.</param>
    /// <param name="store">Its store.</param>
    /// <param name="owner">The account, which is not in memory.</param>
    public async Task MeetMarkedAsync(TestServer server, FailingStore store, Person owner)
    {
        await store.CommitAsync(owner.Uin, Enumerable.Range(0, 1000).Select(number =>
            new Change.PeerMarked(new(new((uint)(3_000_000_000 + number)), true, true), DateTimeOffset.UnixEpoch)));
        using var page = await ApiClient.SignInAsync(owner);
        var other = await server.AddPersonAsync();
        foreach (var mark in (string[])["block", "mute"])
            await TryAsync(page, "PUT", $"people/{{uin}}/{mark}", null, $"people/{other.Uin}/{mark}");
    }

    /// <summary>Those of a server where everything is too often that is more than once.</summary>
    public async Task MeetTooOftenAsync(TestServer strict)
    {
        var (owner, friend) = (await strict.AddPersonAsync(), await strict.AddPersonAsync("anyone"));
        using var page = await ApiClient.SignInAsync(owner);
        for (var time = 0; time < 2; time++)
            foreach (var operation in book.Operations.Where(operation => !operation.IsOpen && operation.Path != "/api/v1/session"
                && !operation.Path.EndsWith("/export", StringComparison.Ordinal)))
                await book.TryAsync(page, operation, operation.For(friend.Uin) + "?q=x&as=friend", operation.ToString() switch
                {
                    "DELETE /api/v1/me" => new { password = owner.Password },
                    "PUT /api/v1/me/password" => new { current = owner.Password, @new = "battery staple" },
                    "POST /api/v1/friends" => new { uin = friend.Uin },
                    _ => operation.Body(),
                });
        await book.TryAsync(page, book.Of("GET", "me/export"), "me/export");
        await book.TryAsync(page, book.Of("DELETE", "session"), "session");
        await TryAsync(page, "POST", "registration", new { nick = "x", password = "correct horse" });
        await GuessAsync(strict);
    }

    // Guesses from an address that the account was not used from are held back, and only a few wait at once.
    private async Task GuessAsync(TestServer server)
    {
        const int Many = 20;
        var owner = await server.AddPersonAsync();
        using var page = await ApiClient.SignInAsync(owner);
        using var guesser = new ApiClient(server, new([127, 1, 0, 9])) { Token = page.Token };
        for (var free = 0; free < 5; free++)
            await guesser.RefusalAsync(HttpMethod.Post, "session", new { uin = owner.Uin, password = "wrong" });
        foreach (var (method, path, guess) in new (string, string, object)[]
        {
            ("POST", "session", new { uin = owner.Uin, password = "wrong" }), ("DELETE", "me", new { password = "wrong" }),
            ("PUT", "me/password", new { current = "wrong", @new = "battery staple" }),
        })
        {
            var held = Enumerable.Range(0, Many).Select(_ => TryAsync(guesser, method, path, guess)).ToList();
            for (var answered = HttpStatusCode.OK; held.Count > 0 && answered != HttpStatusCode.TooManyRequests;)
            {
                var first = await Task.WhenAny(held);
                held.Remove(first);
                answered = await first;
            }
        }
    }

    private Task<HttpStatusCode> TryAsync(ApiClient client, string method, string path, object? body = null, string? target = null) =>
        book.TryAsync(client, book.Of(method, path), target ?? path, body);
}
