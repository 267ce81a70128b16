using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What an administrator finds of accounts, and what it does with one.</summary>
public sealed class AccountLookupTests(SharedServer shared)
{
    private TestServer Server => shared.Server;

    [Fact]
    public async Task An_account_is_found_by_its_number_its_nickname_and_the_address_of_its_session()
    {
        var nick = "Zz" + Guid.NewGuid().ToString("N")[..8];
        var person = await Server.AddPersonAsync(nick: nick + " 好");
        var other = await Server.AddPersonAsync(nick: nick.ToUpperInvariant());
        person.From = IPAddress.Parse("127.7.7.7");
        await person.LoginAsync();
        Assert.Contains($"{person.Uin}", (await Server.GetAsync($"accounts?q={person.Uin}")).Each("accounts", "uin"));
        Assert.Equal([$"{other.Uin}", $"{person.Uin}"], (await Server.GetAsync($"accounts?q={nick}")).Each("accounts", "uin"));
        Assert.Equal([$"{person.Uin}"], (await Server.GetAsync($"accounts?q={nick}&state=online")).Each("accounts", "uin"));
        var found = (await Server.GetAsync("accounts?q=127.7.7.7")).GetProperty("accounts")[0];
        Assert.Equal((person.Uin.ToString(), "[\"wire\"]", "online"), (found.Text("uin"), found.Text("doors"), found.Text("status")));
        Assert.NotEqual("", found.Text("lastSeen"));
        Assert.Empty((await Server.GetAsync($"accounts?q={nick[1..]}")).Each("accounts", "uin"));
    }

    [Fact]
    public async Task Pages_of_nicknames_go_on_where_the_one_before_ended_and_those_of_all_say_how_many_there_are()
    {
        var nick = "Pp" + Guid.NewGuid().ToString("N")[..8];
        for (var person = 0; person < 5; person++)
            await Server.AddPersonAsync(nick: $"{nick}{person % 2}");
        var whole = (await Server.GetAsync($"accounts?q={nick}")).Each("accounts", "uin");
        var parts = new List<string>();
        for (var after = ""; ;)
        {
            var page = await Server.GetAsync($"accounts?q={nick}&limit=2{after}");
            parts.AddRange(page.Each("accounts", "uin"));
            if (page.Text("next").Length == 0)
                break;
            after = $"&after={page.Text("next")}&afterNick={page.Text("nextNick")}";
        }

        Assert.Equal(5, whole.Length);
        Assert.Equal(whole, parts);
        Assert.True((await Server.GetAsync("accounts?limit=1")).GetProperty("total").GetInt64() >= 5);
    }

    [Fact]
    public async Task A_shut_account_says_why_is_listed_with_those_that_are_and_is_so_no_more_when_it_is_opened()
    {
        var person = await Server.AddPersonAsync();
        await Server.AskAsync(HttpMethod.Post, $"accounts/{person.Uin}/disable", HttpStatusCode.NoContent, new { reason = "advertising" });
        var shown = await Server.GetAsync($"accounts/{person.Uin}");
        Assert.Equal(("advertising", "False"), (shown.Text("disabledReason"), shown.Text("enabled")));
        Assert.Contains($"{person.Uin}", (await Server.GetAsync("accounts?state=disabled&limit=1000")).Each("accounts", "uin"));
        await Server.AskAsync(HttpMethod.Post, $"accounts/{person.Uin}/enable", HttpStatusCode.NoContent);
        Assert.Equal("", (await Server.GetAsync($"accounts/{person.Uin}")).Text("disabledReason"));
        Assert.DoesNotContain($"{person.Uin}", (await Server.GetAsync("accounts?state=disabled&limit=1000")).Each("accounts", "uin"));
        await Server.AskAsync(HttpMethod.Post, $"accounts/{person.Uin}/disable", HttpStatusCode.NoContent);
        Assert.Equal("", (await Server.GetAsync($"accounts/{person.Uin}")).Text("disabledReason"));
    }

    [Fact]
    public async Task A_password_by_chance_is_shown_once_opens_the_account_and_the_account_is_told_by_10000()
    {
        var person = await Server.AddOnlineAsync();
        var made = await Server.AskAsync(HttpMethod.Post, $"accounts/{person.Uin}/password", HttpStatusCode.OK);
        Assert.Matches("^([0-9a-z]{4}-){3}[0-9a-z]{4}$", made.Text("password"));
        var again = new Person(Server, person.Uin, made.Text("password"));
        await again.LoginAsync();
        var notice = Assert.Single(await again.FetchAsync());
        Assert.StartsWith("9 10000 ", notice, StringComparison.Ordinal);
        Assert.Contains("An administrator has set a new password", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_may_be_made_with_a_nickname_alone_and_gets_a_free_number_and_a_password()
    {
        var made = await Server.AskAsync(HttpMethod.Post, "accounts", HttpStatusCode.Created, new { nick = "Chance" });
        Assert.InRange(made.GetProperty("uin").GetInt64(), 100_000, uint.MaxValue);
        Assert.Contains("&RES=0", await new Person(Server, made.GetProperty("uin").GetUInt32(), made.Text("password")).LoginAsync(),
            StringComparison.Ordinal);
        Assert.Equal("", (await Server.GetAsync($"accounts/{made.Text("uin")}")).Text("password"));
    }

    [Fact]
    public async Task The_details_say_with_which_invitation_it_was_made_what_waits_and_how_many_logins_have_failed()
    {
        var person = await Server.AddPersonAsync("anyone");
        await new Person(Server, person.Uin, "wrong").LoginAsync();
        var shown = await Server.GetAsync($"accounts/{person.Uin}");
        Assert.Equal(("1", "0", "0"), (shown.Text("failedLogins"), shown.Text("keptBytes"), shown.Text("undelivered")));
        Assert.Equal("", shown.Text("invitation"));
    }

    [Theory]
    [InlineData("accounts?state=asleep", "state is 'asleep', but must be all, online, disabled, administrators")]
    [InlineData("sessions?door=window", "door is 'window', but must be any, wire, web, api")]
    [InlineData("sessions?address=here", "address is 'here', but must be an address such as 192.0.2.7")]
    [InlineData("sessions?after=7", "after is '7', but must be what next of the page before says")]
    [InlineData("sessions?limit=0", "limit is 0, but must be a number from 1 to 1000")]
    [InlineData("announcements?before=-1", "before is -1, but must be a number from 0 to 4294967295")]
    public async Task What_no_page_can_be_is_said_in_words(string path, string detail) =>
        Assert.Equal(detail, await Server.RefusedAsync(HttpMethod.Get, path, HttpStatusCode.BadRequest));
}
