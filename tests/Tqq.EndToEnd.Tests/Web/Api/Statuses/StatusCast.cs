using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>
/// Somebody for whom each operation has something to do: a friend with whom something was said, somebody who asks, a token and an app
/// password.
/// </summary>
/// <param name="Owner">The account.</param>
/// <param name="Page">Its session.</param>
/// <param name="Friend">A friend, who has written.</param>
/// <param name="Asking">Somebody who asks to be a friend.</param>
/// <param name="Asked">Somebody who was asked to be a friend.</param>
/// <param name="Stranger">Somebody whom anybody may add.</param>
/// <param name="Token">The number of a token of the account.</param>
/// <param name="Message">The number of a message that was sent to the friend.</param>
/// <param name="Session">The number of its session, which has a subscription for pushes.</param>
internal sealed record StatusCast(
    Person Owner, ApiClient Page, Person Friend, Person Asking, Person Asked, Person Stranger, string Token, string Message,
    string Session) : IDisposable
{
    /// <summary>Makes one, with others who may have been there before.</summary>
    public static async Task<StatusCast> MakeAsync(TestServer server, StatusCast? before = null)
    {
        var owner = await server.AddPersonAsync();
        var friend = before?.Friend ?? await server.AddPersonAsync("anyone");
        var asking = before?.Asking ?? await server.AddOnlineAsync("nobody");
        var asked = before?.Asked ?? await server.AddPersonAsync();
        var stranger = before?.Stranger ?? await server.AddPersonAsync("anyone");
        var page = await ApiClient.SignInAsync(owner);
        await page.AskAsync(HttpMethod.Post, "friends", new { uin = friend.Uin });
        await page.AskAsync(HttpMethod.Post, "friends", new { uin = asked.Uin, words = "me" });
        await asking.AskAsync("Ack_AddToList", $"&UN={owner.Uin}&CD=2&RS=me");
        var sent = await page.AskAsync(
            HttpMethod.Post, $"conversations/{friend.Uin}/messages", new { text = "hi" }, HttpStatusCode.Created);
        var token = await page.AskAsync(HttpMethod.Post, "tokens", new { name = "", rights = "read" }, HttpStatusCode.Created);
        foreach (var mark in (string[])["block", "mute"])
            await page.AskAsync(HttpMethod.Put, $"people/{stranger.Uin}/{mark}", status: HttpStatusCode.NoContent);
        await page.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "" }, HttpStatusCode.Created);
        var told = await page.AskAsync(HttpMethod.Post, "push/subscriptions", Subscription(owner.Uin), HttpStatusCode.Created);
        return new(owner, page, friend, asking, asked, stranger, token.GetProperty("id").GetString()!,
            sent.GetProperty("id").GetString()!, told.GetProperty("id").GetString()!);
    }

    /// <summary>A browser's subscription, of its own push service.</summary>
    public static object Subscription(object at) => new
    {
        endpoint = $"https://push.invalid/{at}",
        keys = new
        {
            p256dh = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            auth = "BTBZMqHH6r4Tts7J_aSIgg",
        },
    };

    /// <summary>What an operation can be asked to do for the account.</summary>
    public (string Path, object? Body) Deed(ApiOperation operation) => operation.ToString()["GET ".Length..] switch
    {
        _ when operation.ToString() == "POST /api/v1/session" =>
            ("session", new { uin = Owner.Uin, password = Owner.Password, token = true }),
        _ when operation.ToString() == "POST /api/v1/registration" =>
            ("registration", new { nick = "Neu", password = "correct horse", token = true }),
        _ when operation.ToString() == "POST /api/v1/registration/invitation" =>
            ("registration/invitation", new { invitation = "0000-0000-0000" }),
        _ when operation.ToString() == "DELETE /api/v1/me" => ("me", new { password = Owner.Password }),
        _ when operation.ToString() == "POST /api/v1/friends" => ("friends", new { uin = Stranger.Uin }),
        _ when operation.ToString() == "PUT /api/v1/me/password" =>
            ("me/password", new { current = Owner.Password, @new = "battery staple" }),
        _ when operation.Path.EndsWith("/block", StringComparison.Ordinal) || operation.Path.EndsWith("/mute", StringComparison.Ordinal) =>
            (operation.For(operation.Method == HttpMethod.Put ? Friend.Uin : Stranger.Uin), null),
        _ when operation.Path.EndsWith("subscriptions/{id}", StringComparison.Ordinal) => ($"push/subscriptions/{Session}", null),
        _ when operation.Path.EndsWith("tokens/{id}", StringComparison.Ordinal) => ($"tokens/{Token}", null),
        _ when operation.Path.EndsWith("messages/{id}", StringComparison.Ordinal) =>
            ($"conversations/{Friend.Uin}/messages/{Message}", null),
        _ when operation.Path.EndsWith("/read", StringComparison.Ordinal) => ($"conversations/{Friend.Uin}/read", new { }),
        _ when operation.Path.Contains("requests/in/", StringComparison.Ordinal) => (operation.For(Asking.Uin), operation.Body()),
        _ when operation.Path.Contains("requests/out/", StringComparison.Ordinal) => (operation.For(Asked.Uin), null),
        _ when operation.Path.EndsWith("/people", StringComparison.Ordinal) => ($"people?q={Friend.Uin}", null),
        _ when operation.Path.EndsWith("/card", StringComparison.Ordinal) => ("me/card?as=friend", null),
        _ => (operation.For(Friend.Uin), operation.Body()),
    };

    public void Dispose() => Page.Dispose();
}
