using System.Net;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What the administrator's pages say of the store and of the settings, for somebody to copy or to read.</summary>
[LongRun]
public sealed class RunningPageTests : Administration
{
    [Fact]
    public async Task The_command_that_restores_names_the_data_directory_and_what_ends_with_it()
    {
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "store");
        await using var closed = browser;
        await browser.WaitForAsync(".hint code", $"tqq restore FILE --replace --data {Server.Data}");
        await browser.WaitForAsync(".hint", "A restore ends all sessions and API tokens.");

        await browser.AnswerAsync("/store", "GET", HttpStatusCode.OK, """
            {"path":"/srv/Anna's files/tqq.db","bytes":1,"freeBytes":1,"oldestUncommittedSeconds":0,"damage":[],"damageIsMore":false,
            "program":"./tqq"}
            """);
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".hint code", @"./tqq restore FILE --replace --data '/srv/Anna'\''s files'");
    }

    [Fact]
    public async Task A_long_value_leaves_its_label_and_those_of_the_other_rows_in_one_line()
    {
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "overview");
        await using var closed = browser;
        await browser.Page.SetViewportAsync(new() { Width = 1280, Height = 800 });
        await browser.AnswerAsync("/store", "GET", HttpStatusCode.OK, $$"""
            {"path":"/srv/{{new string('a', 90)}}/tqq.db","bytes":1,"freeBytes":1,"oldestUncommittedSeconds":0,"damage":[],
            "damageIsMore":false}
            """);
        await browser.GoAsync("store");
        await browser.WaitForOneAsync(".pairs dd.any");
        var lines = await browser.Page.EvaluateFunctionAsync<double[]>("""
            () => [...document.querySelectorAll(".pairs dt")].map(one => {
              const text = document.createRange();
              text.selectNodeContents(one);
              const gap = one.nextElementSibling.getBoundingClientRect().left - text.getBoundingClientRect().right;
              return gap < 8 ? 100 : new Set([...text.getClientRects()].map(line => line.top)).size;
            })
            """);
        Assert.Equal([1, 1, 1], lines);
    }

    [Fact]
    public async Task The_setting_of_backups_says_where_they_go_and_who_chose_a_setting_is_said_in_words()
    {
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "settings");
        await using var closed = browser;
        await browser.WaitForAsync(".table code", Path.Combine(Server.Data, "backups"));
        await browser.AnswerAsync("/settings", "GET", HttpStatusCode.OK, """
            {"settings":[{"name":"registration","value":"open","canChange":true,"source":"administrator","where":"token","help":"Who."}]}
            """);
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".table .muted", "server's machine");
    }

    [Fact]
    public async Task A_short_value_stands_in_one_line_and_a_long_one_in_several()
    {
        var (browser, _) = await AdminPage.OpenViewAsync(Server, "overview");
        await using var closed = browser;
        var help = string.Concat(Enumerable.Repeat("What it is for, at length. ", 60));
        await browser.AnswerAsync("/settings", "GET", HttpStatusCode.OK, $$"""
            {"settings":[
              {"name":"short","value":"127.0.0.1:2820 / 0","canChange":true,"source":"default","help":"{{help}}"},
              {"name":"long","value":"127.0.0.1:2820 127.0.0.1:2821","canChange":true,"source":"default",
                "help":"{{help}}"}]}
            """);
        await browser.GoAsync("settings");
        await browser.WaitForOneAsync(".table tbody tr");
        var lines = await browser.Page.EvaluateExpressionAsync<int[]>("""
            [...document.querySelectorAll("td:nth-of-type(2) .cell > code")]
              .map(one => Math.min(2, new Set([...one.getClientRects()].map(line => line.top)).size))
            """);
        Assert.Equal([1, 2], lines);
        Assert.Equal(0, await browser.Page.EvaluateExpressionAsync<int>("document.documentElement.scrollWidth - innerWidth"));
    }
}
