using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Fuzzing;

/// <summary>
/// Somebody who calls, with each kind of secret, and a friend. What is made up may end any of it: after some requests others take over.
/// </summary>
/// <param name="Owner">Who calls.</param>
/// <param name="Friend">A friend.</param>
/// <param name="Secrets">Headers that show who calls, and some that show nothing.</param>
/// <param name="Sender">A token that may only send.</param>
internal sealed record FuzzCast(Person Owner, Person Friend, IReadOnlyList<string> Secrets, string Sender)
{
    /// <summary>Makes one.</summary>
    public static async Task<FuzzCast> MakeAsync(TestServer server)
    {
        var (owner, friend) = (await server.AddPersonAsync("anyone"), await server.AddPersonAsync("anyone"));
        using var client = await ApiClient.SignInAsync(owner);
        await client.AskAsync(HttpMethod.Post, "friends", new { uin = friend.Uin });
        await client.AskAsync(HttpMethod.Post, $"conversations/{friend.Uin}/messages", new { text = "你好" }, HttpStatusCode.Created);
        var tokens = new List<string>();
        foreach (var (rights, peers) in new[] { ("send", null), ("read", null), ("all", null), ("all", new[] { friend.Uin }) })
            tokens.Add((await client.AskAsync(HttpMethod.Post, "tokens", new { name = "", rights, peers }, HttpStatusCode.Created))
                .GetProperty("token").GetString()!);
        using var signedIn = await client.CallAsync(HttpMethod.Post, "session", new { uin = owner.Uin, password = owner.Password });
        var cookie = signedIn.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        return new(owner, friend,
        [
            // Most of what is made up is to come in.
            .. Enumerable.Repeat($"Authorization: Bearer {client.Token}", 10),
            .. tokens.Select(token => $"Authorization: Bearer {token}"),
            $"Cookie: {cookie}", $"Cookie: {cookie}\r\nSec-Fetch-Site: same-origin", $"Cookie: {cookie}\r\nOrigin: http://evil.example",
            "Authorization: Bearer tq_0123456789ABCDEFGHIJKLMNOPQRSTUV1ggZdL", $"Authorization: Basic {tokens[0]}", "Authorization: ",
            "X-Nothing: 1",
        ], tokens[0]);
    }
}
