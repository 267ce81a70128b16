using System.Net;
using System.Text.Json.Nodes;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>The overview for administrators, of a whole server.</summary>
public sealed class OverviewTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_who_is_online_what_was_said_and_how_the_store_is()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath, "--penalty", "0", "--registration", "open");
        var (anna, bert) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
        await anna.AskAsync("CLTMSG", $"&UN={bert.Uin}&MG=good morning");
        using var answer = await server.AdminAsync(HttpMethod.Get, "overview");
        Assert.Equal("no-store", answer.Headers.CacheControl?.ToString());
        var overview = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
        Assert.Equal("""{"accounts":2,"wire":2,"web":0,"api":0,"withoutKey":2}""", overview["online"]!.ToJsonString());
        Assert.Equal("""{"wire":2,"web":0,"api":0}""", overview["sessions"]!.ToJsonString());
        Assert.Equal("""{"lastMinute":1,"today":1}""", overview["messages"]!.ToJsonString());
        Assert.Equal("""{"sinceStart":0,"lastHour":0}""", overview["errors"]!.ToJsonString());
        Assert.Equal("""{"heldReplies":0,"loginsWaiting":0,"addressesSlowedDown":0}""", overview["queues"]!.ToJsonString());
        Assert.True(overview["store"]!["bytes"]!.GetValue<long>() > 4096 && overview["store"]!["freeBytes"]!.GetValue<long>() > 0);
        Assert.InRange(overview["delays"]!["toDisk"]!["count"]!.GetValue<long>(), 1, 100);
        var codes = overview["findings"]!.AsArray().Select(finding => finding!["code"]!.GetValue<string>());
        Assert.Superset(new HashSet<string> { "sessions-without-key", "registration-open" }, codes.ToHashSet());
    }

    [Fact]
    public async Task Its_history_has_three_spans_and_lists_of_one_length()
    {
        using var data = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(data.FullPath);
        foreach (var (query, step) in new[] { ("", 10), ("?span=hour", 10), ("?span=day", 300), ("?span=week", 1800) })
        {
            using var answer = await server.AdminAsync(HttpMethod.Get, "overview/history" + query);
            var history = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancelled))!;
            Assert.Equal(step, history["stepSeconds"]!.GetValue<int>());
            Assert.Single(history.AsObject().Where(member => member.Value is JsonArray && member.Key != "marks")
                .Select(member => member.Value!.AsArray().Count).Distinct());
        }

        using var wrong = await server.AdminAsync(HttpMethod.Get, "overview/history?span=year");
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("hour, day, week", await wrong.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
    }
}
