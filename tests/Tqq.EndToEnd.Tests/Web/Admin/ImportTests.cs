using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>Many accounts of a table, all of them or none; and what is given out of an account before it is deleted.</summary>
public sealed class ImportTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task A_table_makes_all_its_accounts_and_shows_the_passwords_that_were_made_this_once()
    {
        var (first, second) = (TestServer.NextUin(), TestServer.NextUin());
        var made = await PostAsync("accounts/csv", HttpStatusCode.Created,
            $"\uFEFFuin,nick,password,wire-login,AG\r\n{first},\"Anna, 安娜\",secret words,,19\r\n\r\n{second},\"B\"\"ao\",,app-password,\r\n,Chance,,,\r\n");
        Assert.Equal(["2", "4", "5"], made.Each("accounts", "line"));
        var accounts = made.GetProperty("accounts").EnumerateArray().ToArray();
        Assert.Equal(($"{first}", "Anna, 安娜", ""), (accounts[0].Text("uin"), accounts[0].Text("nick"), accounts[0].Text("password")));
        Assert.Equal(($"{second}", "B\"ao"), (accounts[1].Text("uin"), accounts[1].Text("nick")));
        Assert.Contains("&RES=0", await new Person(Server, first, "secret words").LoginAsync(), StringComparison.Ordinal);
        Assert.Contains("&RES=0", await new Person(Server, accounts[2].GetProperty("uin").GetUInt32(), accounts[2].Text("password"))
            .LoginAsync(), StringComparison.Ordinal);
        var shown = await Server.GetAsync($"accounts/{second}");
        Assert.Equal("app-password", shown.Text("wireLogin"));
        Assert.Equal("19", (await Server.GetAsync($"accounts/{first}")).GetProperty("fields").Text("AG"));
    }

    [Fact]
    public async Task Every_fault_of_a_table_is_named_with_its_line_and_nothing_is_made()
    {
        var (there, free) = ((await Server.AddPersonAsync()).Uin, TestServer.NextUin());
        var table = $"uin,nick,AG\n{free},Anna,19\n{there},Bao,\n7,Chen,\n{free},Dai,\n,,\n,Eva,old\n,Fu\n";
        foreach (var path in new[] { "accounts/csv", "accounts/csv/check" })
        {
            var problem = await PostAsync(path, HttpStatusCode.BadRequest, table);
            Assert.Equal(["3", "4", "5", "6", "7", "8"], problem.Each("faults", "line"));
            Assert.Equal([$"account {there} exists already", "uin is 0, but must be a number from 10001 to 4294967295",
                $"account {free} is there twice", "nick is missing", "fields.AG must be a number from 0 to 200",
                "there are 2 values, but 3 columns"], problem.Each("faults", "detail").Select(detail =>
                    detail.Replace("uin is 7,", "uin is 0,", StringComparison.Ordinal)));
            Assert.Equal($"line 3: account {there} exists already; 5 more lines are wrong", problem.Text("detail"));
        }

        await Server.RefusedAsync(HttpMethod.Get, $"accounts/{free}", HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("", "line 1: there is no account: the first line names the columns, and each line behind it is an account")]
    [InlineData("nick\n", "line 1: there is no account: the first line names the columns, and each line behind it is an account")]
    [InlineData("uin\n1", "line 1: there is no column nick")]
    [InlineData("nick,nick\nA,B", "line 1: nick is there twice")]
    [InlineData("nick\n\"A", "line 2: a value in quotes does not end")]
    public async Task What_is_no_table_of_accounts_is_refused_in_words(string table, string detail) =>
        Assert.Equal(detail, (await PostAsync("accounts/csv/check", HttpStatusCode.BadRequest, table)).Text("detail"));

    [Fact]
    public async Task An_export_has_profile_and_friends_but_no_word_that_anybody_wrote()
    {
        var (anna, bao) = (await Server.AddOnlineAsync("anyone"), await Server.AddOnlineAsync("verify", "Bao"));
        var chen = await Server.AddOnlineAsync();
        await bao.AskAsync("AddToList", $"&UN={anna.Uin}");
        await bao.AskAsync("CLTMSG", $"&UN={anna.Uin}&MG=secretword");
        await chen.AskAsync("AddToList", $"&UN={bao.Uin}");
        await chen.AskAsync("Ack_AddToList", $"&UN={bao.Uin}&CD=2&RS=secretword");
        using var answer = await Server.AdminAsync(HttpMethod.Post, $"accounts/{bao.Uin}/export");
        Assert.Equal("application/zip", answer.Content.Headers.ContentType?.MediaType);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var files = zip.Entries.ToDictionary(entry => entry.Name, entry =>
        {
            using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
            return reader.ReadToEnd();
        });
        Assert.Equal(["account.json", "blocked.ndjson", "friends.ndjson", "muted.ndjson", "requests-in.ndjson", "requests-out.ndjson",
            "sessions.ndjson"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Bao", JsonElement.Parse(files["account.json"]).Text("nick"));
        Assert.Contains($"\"uin\":{anna.Uin}", files["friends.ndjson"], StringComparison.Ordinal);
        Assert.Contains($"\"uin\":{chen.Uin}", files["requests-in.ndjson"], StringComparison.Ordinal);
        Assert.All(files.Values, text => Assert.DoesNotContain("secretword", text, StringComparison.Ordinal));
    }

    private async Task<JsonElement> PostAsync(string path, HttpStatusCode expected, string table)
    {
        using var answer = await Server.AdminAsync(HttpMethod.Post, path, new StringContent(table, Encoding.UTF8, "text/csv"));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == answer.StatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return JsonElement.Parse(text);
    }
}
