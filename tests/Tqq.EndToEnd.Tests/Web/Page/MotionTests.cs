using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>Whoever asks the system for less motion gets none on the page.</summary>
[LongRun]
public sealed class MotionTests(PageServer pages) : IClassFixture<PageServer>
{
    // What of all elements, and of what stands before and after them, lasts longer than a millisecond: transitions, and animations.
    private const string Moving = """
        () => {
          const seconds = list => Math.max(0, ...list.split(",").map(one => parseFloat(one) / (one.trim().endsWith("ms") ? 1000 : 1)));
          const long = [];
          for (const one of document.querySelectorAll("*")) {
            for (const part of [null, "::before", "::after", "::backdrop"]) {
              const look = getComputedStyle(one, part);
              if (seconds(look.transitionDuration) > 0.001) long.push(`${one.localName}.${one.className} ${part}: transition`);
              if (look.animationName !== "none" && seconds(look.animationDuration) > 0.001)
                long.push(`${one.localName}.${one.className} ${part}: ${look.animationName}`);
              if (look.scrollBehavior !== "auto") long.push(`${one.localName}.${one.className}: scrolls ${look.scrollBehavior}`);
            }
          }
          return [...long, ...document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 1).map(one => one.id)];
        }
        """;

    private static readonly (string Route, string Shown)[] s_views =
    [
        ("", ".list .row"), ("requests", "main .page"), ("add", "#who"), ("me", "#own-nick"), ("settings", "#account .setting"),
    ];

    private readonly TestServer _server = pages.Server;

    [Fact]
    public async Task With_reduced_motion_nothing_lasts_longer_than_a_millisecond_on_any_view_dialog_or_menu()
    {
        var (me, other) = (await _server.AddPersonAsync(), await _server.AddPersonAsync());
        await PageServer.SayAsync(other, me, ["hi ,"]);
        await using var browser = await PageBrowser.OpenAsync(_server);
        await browser.WaitForOneAsync("#password");
        Assert.NotEmpty(await MovingAsync(browser));
        await browser.Page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersReducedMotion, Value = "reduce" }]);
        Assert.Empty(await MovingAsync(browser));
        await browser.SignInAsync(me);
        foreach (var (route, shown) in s_views.Append(($"chat/{other.Uin}", ".talk .msg")))
        {
            await browser.GoAsync(route);
            await browser.WaitForOneAsync(shown);
            Assert.Empty(await MovingAsync(browser));
        }

        await browser.PressAsync(".pane .bar [popovertarget]");
        await browser.WaitForOneAsync(":popover-open");
        Assert.Empty(await MovingAsync(browser));
        await browser.PressAsync(".bar .dang");
        await browser.WaitForOneAsync("dialog[open]");
        Assert.Empty(await MovingAsync(browser));
        await browser.Page.Keyboard.PressAsync("Escape");
        await browser.WaitForNoneAsync("dialog[open]");
        await browser.Page.SetOfflineModeAsync(true);
        await browser.WaitForOneAsync(".lost-banner");
        await browser.SayAsync("not yet");
        await browser.WaitForOneAsync(".msg.waiting");
        Assert.Empty(await MovingAsync(browser));
    }

    [Fact]
    public async Task Nor_does_it_on_the_administrators_pages()
    {
        var person = await _server.AddPersonAsync();
        await Admin.AdminBrowser.AppointAsync(person);
        using var device = await ApiClient.SignInAsync(await _server.AddPersonAsync());
        await using var browser = await PageBrowser.OpenAsync(_server, path: "admin/");
        await browser.Page.EmulateMediaFeaturesAsync([new() { MediaFeature = MediaFeature.PrefersReducedMotion, Value = "reduce" }]);
        await Admin.AdminPage.SignInAsync(browser, person);
        foreach (var (route, shown) in new[] { ("overview", ".chart"), ("sessions", ".table tbody tr"), ("accounts", ".table tbody tr") })
        {
            await browser.GoAsync(route);
            await browser.WaitForOneAsync($"#main {shown}");
            Assert.Empty(await MovingAsync(browser));
        }

        await browser.PressAsync(".table .acts button");
        await browser.WaitForOneAsync(".drawer .pairs");
        Assert.Empty(await MovingAsync(browser));
    }

    private static Task<string[]> MovingAsync(PageBrowser browser) => browser.Page.EvaluateFunctionAsync<string[]>(Moving);
}
