using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What somebody chooses in the settings of the page is so, and stays so.</summary>
public sealed class ChosenTests(PageServer pages) : IClassFixture<PageServer>
{
    // Counts the notes that are played, of which a sound has two.
    private const string Listen = """
        () => {
          globalThis.played = 0;
          const volume = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {}, exponentialRampToValueAtTime: () => {} };
          globalThis.AudioContext = class {
            currentTime = 0;
            createOscillator() { return { frequency: {}, connect: next => next, start: () => { played++; }, stop: () => {} }; }
            createGain() { return { gain: volume, connect: next => next }; }
          };
        }
        """;

    private const string AreSettings = """
        wanted => fetch('/api/v1/me').then(reply => reply.json())
          .then(({ settings }) => Object.entries(wanted).every(([name, value]) => settings[name] === value))
        """;

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task Who_may_reach_somebody_is_kept_by_the_server_as_soon_as_it_is_chosen()
    {
        await using var browser = await OpenAsync(await _server.AddPersonAsync(), "settings/reach");
        await browser.PressAsync("input[name=add][value=nobody]");
        await browser.WaitUntilAsync(AreSettings, new { whoMayAdd = "nobody" });
        await browser.PressAsync("input[name=find][value=by-number]");
        await browser.WaitUntilAsync(AreSettings, new { whoMayFind = "by-number" });
        await browser.PressAsync("#switch-Messages-from-strangers");
        await browser.WaitUntilAsync(AreSettings, new { refusesStrangers = true });
        await browser.PressAsync("#switch-Clients-must-ask-for-a-session-key");
        await browser.WaitUntilAsync(AreSettings, new { requiresKey = true });
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("input[name=add][value=nobody]:checked");
        await browser.WaitForOneAsync("input[name=find][value=by-number]:checked");
        await browser.WaitForOneAsync("#switch-Messages-from-strangers:not(:checked)");
        await browser.WaitForOneAsync("#switch-Clients-must-ask-for-a-session-key:checked");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task Language_and_theme_stay_also_at_the_door()
    {
        await using var browser = await OpenAsync(await _server.AddPersonAsync(), "settings/look");
        await browser.PressAsync("input[name=language][value=zh]");
        await browser.WaitForAsync("main h1", "设置");
        await browser.PressAsync("input[name=theme][value=dark]");
        await browser.WaitForOneAsync(":root[data-theme=dark][lang=zh-Hans]");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync("main h1", "设置");
        await browser.PressAsync(".nav-out");
        await browser.WaitForAsync(".door h2", "登录");
        await browser.WaitForOneAsync(":root[data-theme=dark][lang=zh-Hans]");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task A_sound_is_made_when_somebody_writes_and_not_for_who_is_muted()
    {
        var (me, loud, quiet) =
            (await _server.AddPersonAsync(), await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await PageServer.SayAsync(quiet, me, ["before"]);
        using (var client = await ApiClient.SignInAsync(me))
            await client.AskAsync(HttpMethod.Put, $"people/{quiet.Uin}/mute", status: System.Net.HttpStatusCode.NoContent);
        await using var browser = await OpenAsync(me, "settings/notifications");
        await browser.Page.EvaluateFunctionAsync(Listen);
        await browser.PressAsync("#switch-A-soft-sound");
        await browser.WaitUntilAsync("() => played === 2");
        await PageServer.SayAsync(quiet, me, ["not to be heard"]);
        await PageServer.SayAsync(loud, me, ["to be heard"]);
        await browser.WaitUntilAsync("() => played === 4");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact, LongRun]
    public async Task The_line_of_a_new_token_sends_a_message_when_it_is_pasted_into_a_shell()
    {
        var (me, other) = (await _server.AddPersonAsync("anyone"), await _server.AddOnlineAsync("anyone"));
        using (var client = await ApiClient.SignInAsync(me))
            await client.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await using var browser = await OpenAsync(me, "settings/tokens");
        await browser.WaitForOneAsync("#tokens input[name=name]");
        await browser.Page.TypeAsync("#tokens input[name=name]", "heating");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".once", "heating is ready. This line sends a message:");
        var line = await browser.ReadAsync(".once pre");
        Assert.Matches(new Regex("^sent \\d+\n$"), await DotnetProgram.RunAsync("sh", ["-c", line.Replace("curl ", "curl -sS ",
            StringComparison.Ordinal)]));
        Assert.Contains($"9 {me.Uin} hi %2c ", await other.FetchAsync());
        await browser.PressAsync("I have it", "dialog[open]", "API token");
        await browser.WaitForNoneAsync("dialog[open]");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync("#tokens .entry", "used");
        await browser.PressAsync("Revoke", "#tokens .entry", "heating");
        await browser.PressAsync("Revoke", "dialog[open]", "Revoke the token heating?");
        await browser.WaitForNoneAsync("#tokens .entry");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    private async Task<PageBrowser> OpenAsync(Person person, string view)
    {
        var browser = await PageBrowser.OpenAsync(_server);
        await browser.SignInAsync(person);
        await browser.GoAsync(view);
        return browser;
    }
}
