using System.Net;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>
/// A walk through all operations of the OpenAPI document: what another account has is as if it were not there. Operations that are added
/// are walked through by themselves.
/// </summary>
public sealed partial class OtherAccountTests(UnlimitedServer unlimited)
{
    [Fact]
    public async Task What_has_a_number_with_another_account_is_not_there()
    {
        var (me, other) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        using var theirs = await ApiClient.SignInAsync(other);
        // Of everything that has a number the other account has those from 1 to 6; this one has a session and a message that came in.
        for (var made = 0; made < 6; made++)
        {
            using var session = await ApiClient.SignInAsync(other);
            await theirs.AskAsync(HttpMethod.Post, "tokens", new { name = "", rights = "all" }, HttpStatusCode.Created);
            await theirs.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "" }, HttpStatusCode.Created);
            await theirs.AskAsync(HttpMethod.Post, $"conversations/{other.Uin}/messages", new { text = "hi" }, HttpStatusCode.Created);
        }

        foreach (var operation in (await ApiDocument.ReadAsync(unlimited.Server)).Operations.Where(operation =>
            operation.Path.Contains("{id}", StringComparison.Ordinal)))
            foreach (var number in (string[])["5", "6"])
                Assert.Equal($"{operation}: {await AnswerAsync(mine, operation, operation.For(me.Uin, "999"), me.Uin)}",
                    $"{operation}: {await AnswerAsync(mine, operation, operation.For(me.Uin, number), me.Uin)}");
    }

    [Fact]
    public async Task With_whom_another_account_has_to_do_is_not_told()
    {
        var (me, other) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        var (known, unknown) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        using var theirs = await ApiClient.SignInAsync(other);
        using var friend = await ApiClient.SignInAsync(known);
        // They are friends, have talked, and one has muted the other.
        await friend.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin, words = "me" });
        await theirs.AskAsync(HttpMethod.Post, $"requests/in/{known.Uin}/accept", status: HttpStatusCode.NoContent);
        await theirs.AskAsync(HttpMethod.Post, $"conversations/{known.Uin}/messages", new { text = "hi" }, HttpStatusCode.Created);
        await theirs.AskAsync(HttpMethod.Put, $"people/{known.Uin}/mute", status: HttpStatusCode.NoContent);
        foreach (var operation in (await ApiDocument.ReadAsync(unlimited.Server)).Operations.Where(OthersWalk.IsWalked))
            foreach (var (ofUnknown, ofKnown) in OthersWalk.Paths(operation, unknown.Uin).Zip(OthersWalk.Paths(operation, known.Uin)))
                Assert.Equal($"{operation}: {await AnswerAsync(mine, operation, ofUnknown, unknown.Uin)}",
                    $"{operation}: {await AnswerAsync(mine, operation, ofKnown, known.Uin)}");
    }

    [Theory]
    [InlineData("a stranger", false)]
    [InlineData("a friend who is shown nothing", false)]
    [InlineData("a friend who is shown all", true)] // so that it is certain that the walk would have seen it
    [InlineData("somebody who is blocked", false)]
    public async Task No_answer_tells_what_the_caller_may_not_see(string who, bool isTold)
    {
        var (me, other) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync());
        using var mine = await ApiClient.SignInAsync(me);
        using var theirs = await ApiClient.SignInAsync(other);
        using var secret = await Secret.PlantAsync(theirs, unlimited.Server);
        if (who != "a stranger")
        {
            await mine.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin, words = "me" });
            await theirs.AskAsync(HttpMethod.Post, $"requests/in/{me.Uin}/accept", status: HttpStatusCode.NoContent);
            if (!isTold)
                await theirs.AskAsync(HttpMethod.Patch, "me",
                    new { settings = new { whoSees = Secret.Fields.ToDictionary(field => field, _ => "nobody") } });
        }

        if (who == "somebody who is blocked")
            await theirs.AskAsync(HttpMethod.Put, $"people/{me.Uin}/block", status: HttpStatusCode.NoContent);
        using var walk = await OthersWalk.BeginAsync(unlimited.Server, mine);
        await walk.AskAllAsync(other.Uin);
        await walk.AskAllAsync(me.Uin);
        await secret.SayAsync(other.Uin);
        await mine.AskAsync(HttpMethod.Post, $"conversations/{me.Uin}/messages", new { text = OthersWalk.End }, HttpStatusCode.Created);
        Assert.Equal(isTold, (await walk.EndAsync()).Any(secret.IsTold));
    }

    [Fact]
    public async Task No_answer_tells_a_token_for_certain_people_of_others()
    {
        var (me, peer) = (await unlimited.Server.AddPersonAsync(), await unlimited.Server.AddPersonAsync("anyone"));
        using var owner = await ApiClient.SignInAsync(me);
        using var secret = await Secret.PlantAsync(owner, unlimited.Server, isOfOwner: true);
        await owner.AskAsync(HttpMethod.Post, "friends", new { uin = peer.Uin });
        var made = await owner.AskAsync(
            HttpMethod.Post, "tokens", new { name = "", rights = "all", peers = (uint[])[peer.Uin] }, HttpStatusCode.Created);
        using var program = new ApiClient(unlimited.Server, me.From) { Token = made.GetProperty("token").GetString() };
        using var walk = await OthersWalk.BeginAsync(unlimited.Server, program);
        await walk.AskAllAsync(peer.Uin);
        await secret.SayAsync(me.Uin);
        using var talking = await ApiClient.SignInAsync(peer);
        await talking.AskAsync(HttpMethod.Post, $"conversations/{me.Uin}/messages", new { text = OthersWalk.End }, HttpStatusCode.Created);
        Assert.DoesNotContain(await walk.EndAsync(), secret.IsTold);
    }

    private static async Task<string> AnswerAsync(ApiClient client, ApiOperation operation, string path, uint uin)
    {
        using var answer = await client.CallAsync(operation.Method, path, operation.Body(uin));
        // An export has all that was asked before.
        var isExport = answer.Content.Headers.ContentType?.MediaType == "application/zip";
        var text = isExport ? "" : await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return $"{(int)answer.StatusCode} {Number().Replace(text, "N")}";
    }

    // Numbers, tokens, app passwords.
    [GeneratedRegex(@"tq_[0-9A-Za-z]{38}|([0-9a-z]{4}-){6}[0-9a-z]{4}|\d+")]
    private static partial Regex Number();
}
