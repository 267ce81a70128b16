using System.IO.Compression;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What somebody does to the own account on the page: card, status, password, data, end.</summary>
public sealed class OwnAccountTests(PageServer pages) : IClassFixture<PageServer>
{
    private const string Says =
        "(path, field, value) => fetch(`/api/v1/${path}`).then(reply => reply.json()).then(one => one[field] === value)";

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task What_is_changed_on_the_own_card_others_read_in_the_words_of_their_language()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone"), await _server.AddPersonAsync("anyone"));
        await using var browser = await SignInAsync(me, "me");
        await browser.WaitForOneAsync("#own-city");
        await browser.Page.TypeAsync("#own-city", "上海");
        await browser.Page.SelectAsync("#own-bloodType", "AB");
        await browser.Page.SelectAsync("#own-constellation", "leo");
        await browser.Page.SelectAsync("#own-zodiac", "dragon");
        await browser.WaitForAsync(".save", "4 changes");
        await browser.PressAsync("Save", ".save", "4 changes");
        await browser.WaitUntilAsync("() => fetch('/api/v1/me').then(reply => reply.json()).then(me => me.profile.city === '上海')");

        await using var reader = await SignInAsync(other, $"chat/{me.Uin}/card");
        foreach (var words in (string[])["上海", "Type AB", "Leo", "Dragon"])
            await reader.WaitForAsync(".side .facts", words);
        await reader.GoAsync("settings/look");
        await reader.PressAsync("input[name=language][value=zh]");
        await reader.GoAsync($"chat/{me.Uin}/card");
        foreach (var words in (string[])["AB 型", "狮子座", "龙"])
            await reader.WaitForAsync(".side .facts", words);
        Assert.Empty(await browser.ComplaintsAsync());
        Assert.Empty(await reader.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task A_status_that_is_chosen_is_what_friends_see()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone"), await _server.AddPersonAsync("anyone", "Bao"));
        using (var client = await ApiClient.SignInAsync(other))
            await client.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin });
        await using var browser = await SignInAsync(me, "");
        await using var friend = await SignInAsync(other, $"chat/{me.Uin}");
        await friend.WaitForAsync(".bar .sub", "Online");
        foreach (var (place, seen) in new[] { (2, "Busy"), (3, "Offline"), (1, "Online") })
        {
            await browser.PressAsync(".me [aria-haspopup=menu]");
            await browser.PressAsync($".me [role=menuitemradio]:nth-of-type({place})");
            await friend.WaitForAsync(".bar .sub", seen);
        }
    }

    [Fact, LongRun]
    public async Task A_new_password_ends_all_other_sessions_and_the_old_one_opens_nothing()
    {
        var me = await _server.AddPersonAsync();
        using var program = await ApiClient.SignInAsync(me);
        await using var browser = await SignInAsync(me, "settings/account");
        await browser.PressAsync("Change", "#account .setting", "Password");
        await browser.WaitForOneAsync("#fresh");
        await browser.Page.TypeAsync("#current", "not the one");
        await browser.Page.TypeAsync("#fresh", "another horse battery");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync("#account .error", "That is not the password.");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#current').value = ''");
        await browser.Page.TypeAsync("#current", me.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync("#account", "Changed. All other sessions have ended.");
        Assert.Equal("401 /errors/not-signed-in", await program.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Equal("401 /errors/wrong-password", await SignInAgainAsync(me));
        me.Password = "another horse battery";
        using var again = await ApiClient.SignInAsync(me);
        await browser.WaitUntilAsync(Says, "me", "uin", me.Uin);
    }

    [Fact, LongRun]
    public async Task All_other_sessions_are_revoked_at_once_also_where_one_has_ended_meanwhile()
    {
        var me = await _server.AddPersonAsync();
        using var first = await ApiClient.SignInAsync(me);
        using var second = await ApiClient.SignInAsync(me);
        await me.LoginAsync();
        await using var browser = await SignInAsync(me, "settings/sessions");
        await browser.WaitUntilAsync("() => document.querySelectorAll('#sessions .entry button').length === 3");
        await first.AskAsync(HttpMethod.Delete, "session", status: System.Net.HttpStatusCode.NoContent);
        await browser.PressAsync("Revoke all but this one", "#sessions", "Revoke all but this one");
        await browser.PressAsync("Revoke", "dialog[open]", "Whoever is signed in elsewhere has to sign in again.");
        await browser.WaitUntilAsync("""
            () => document.querySelectorAll('#sessions .entry').length === 1 && !document.querySelector('#sessions .error')
            """);
        // The button that asked is gone: whoever works by keyboard goes on in the view.
        await browser.WaitUntilAsync("() => document.activeElement.id === 'main'");
        Assert.Equal("401 /errors/not-signed-in", await second.RefusalAsync(HttpMethod.Get, "me"));
        Assert.Empty(await browser.ComplaintsAsync("404 (Not Found)"));
    }

    [Fact, LongRun]
    public async Task What_the_page_exports_is_a_zip_with_what_was_said()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await PageServer.SayAsync(other, me, ["to be kept"]);
        await using var browser = await SignInAsync(me, "settings/account");
        await browser.WaitForOneAsync("#account a[download]");
        var bytes = await browser.Page.EvaluateFunctionAsync<string>("""
            async () => {
              const reply = await fetch(document.querySelector('#account a[download]').href);
              return btoa(String.fromCharCode(...new Uint8Array(await reply.arrayBuffer())));
            }
            """);
        await using var zip = new ZipArchive(new MemoryStream(Convert.FromBase64String(bytes)));
        var texts = zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        });
        Assert.Contains(texts, text => text.Contains("to be kept", StringComparison.Ordinal));
    }

    [Fact, LongRun]
    public async Task An_account_is_deleted_with_its_password_alone_and_is_gone_for_everybody()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone", "Mei"), await _server.AddPersonAsync("anyone"));
        using var friend = await ApiClient.SignInAsync(other);
        await friend.AskAsync(HttpMethod.Post, "friends", new { uin = me.Uin });
        await using var browser = await SignInAsync(me, "settings/account");
        await browser.PressAsync("Delete", "#account .setting", "Delete this account");
        await browser.WaitForOneAsync("#sure");
        await browser.Page.TypeAsync("#sure", "not the one");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync("#account .error", "That is not the password.");
        await browser.Page.EvaluateExpressionAsync("document.querySelector('#sure').value = ''");
        await browser.Page.TypeAsync("#sure", me.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForOneAsync("#password");
        Assert.Equal("401 /errors/wrong-password", await SignInAgainAsync(me));
        Assert.Empty((await friend.AskAsync(HttpMethod.Get, "friends")).GetProperty("friends").EnumerateArray());
    }

    [Fact, LongRun]
    public async Task An_administrator_finds_the_administration_in_the_settings_and_reads_why_the_account_stays()
    {
        var me = await _server.AddPersonAsync();
        await Admin.AdminBrowser.AppointAsync(me);
        await using var browser = await SignInAsync(me, "settings/account");
        await browser.WaitForAsync(".navlist a[href='/admin/']", "Administration");
        await browser.PressAsync("Delete", "#account .setting", "Delete this account");
        await browser.WaitForOneAsync("#sure");
        await browser.Page.TypeAsync("#sure", me.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync("#account .error", "It can be deleted only after the role was taken away.");
        await browser.PressAsync("input[name=language][value=zh]");
        await browser.WaitForAsync(".navlist a[href='/admin/']", "管理");
    }

    [Fact, LongRun]
    public async Task Signing_out_asks_first_where_a_draft_would_be_lost()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await using var browser = await SignInAsync(me, $"chat/{other.Uin}");
        await browser.WaitForOneAsync("#text");
        await browser.Page.TypeAsync("#text", "begun");
        await browser.Page.ReloadAsync();
        await browser.WaitUntilAsync("() => document.querySelector('#text')?.value === 'begun'");
        await browser.GoAsync("settings");
        await browser.PressAsync(".nav-out");
        await browser.WaitForAsync("dialog[open]", "One draft is kept here.");
        await browser.PressAsync("Cancel", "dialog[open]", "One draft");
        await browser.WaitForNoneAsync("dialog[open]");
        await browser.PressAsync(".nav-out");
        await browser.PressAsync("Sign out", "dialog[open]", "One draft");
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitUntilAsync("() => document.querySelector('#text')?.value === ''");
    }

    private async Task<string> SignInAgainAsync(Person person)
    {
        using var client = new ApiClient(_server, person.From);
        return await client.RefusalAsync(HttpMethod.Post, "session", new { uin = person.Uin, password = person.Password });
    }

    private async Task<PageBrowser> SignInAsync(Person person, string view)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(person);
        await browser.GoAsync(view);
        return browser;
    }
}
