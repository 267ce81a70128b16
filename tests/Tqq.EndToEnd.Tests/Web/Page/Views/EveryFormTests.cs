using System.Text.RegularExpressions;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// Every form of both pages says what is wrong with it at its fields, in the language of the page: each is sent with nothing in the fields
/// that need something.
/// </summary>
[LongRun]
public sealed partial class EveryFormTests(Town town, AdminTown administration) : IClassFixture<Town>, IClassFixture<AdminTown>
{
    private static readonly Place[] s_atTheDoor =
    [
        new("app/views/sign-in/sign-in.js", DoorViews.Door, "sign-in", "#uin"),
        new("app/views/sign-in/register.js", DoorViews.Door, "register-invited", "#invitation"),
    ];

    private static readonly Place[] s_inside =
    [
        new("app/views/conversation/composer.js", TalkViews.Conversations, "conversation", "#text"),
        new("app/views/requests/requests.js", OwnViews.Requests, "requests-reply", ".person [name=words]"),
        new("app/views/requests/requests.js", OwnViews.Requests, "requests-refuse", ".person [name=reason]"),
        new("app/views/people/add-friend.js", OwnViews.Requests, "add", "#who"),
        new("app/views/people/add-friend.js", OwnViews.Requests, "add-words", ".person [name=words]"),
        new("app/views/me/own-card.js", OwnViews.Card, "me", "#own-nick"),
        new("app/views/settings/keys.js", OwnViews.Settings, "settings-tokens", "#tokens [name=name]"),
        new("app/parts/dialog.js", OwnViews.Settings, "settings-sessions-end", ".dialog form .danger"),
        new("app/views/settings/account.js", OwnViews.Settings, "settings-password", "#current"),
        new("app/views/settings/account.js", OwnViews.Settings, "settings-delete", "#sure"),
    ];

    private static readonly Place[] s_atTheDoorOfAdministrators =
    [
        new("admin/views/sign-in.js", AdminView.Door, "admin-sign-in", "#uin"),
        new("admin/views/first.js", AdminView.Door, "admin-first", "#nick"),
    ];

    private static readonly Place[] s_administration =
    [
        new("admin/views/accounts/new-account.js", AdminView.Full, "admin-account-new", ".dialog #nick"),
        new("admin/views/accounts/from-list.js", AdminView.Full, "admin-accounts-list", "#csv"),
        new("admin/views/accounts/access.js", AdminView.Full, "admin-account", "#networks"),
        new("admin/views/accounts/profile.js", AdminView.Full, "admin-account", "#nickname"),
        new("admin/views/accounts/app-passwords.js", AdminView.Full, "admin-account", ".drawer [name=name]"),
        new("admin/views/accounts/acts.js", AdminStates.Full, "admin-account-disable", ".drawer [name=reason]"),
        new("admin/parts/password-again.js", AdminView.Full, "admin-password-again", "#again"),
        new("admin/views/invitations.js", AdminView.Full, "admin-invitation-new", ".dialog #name"),
        new("admin/views/numbers.js", AdminView.Full, "admin-numbers", "[name=from]"),
        new("admin/views/announcement.js", AdminView.Full, "admin-announcement", "#text"),
        new("admin/views/administrators/new-administrator.js", AdminView.Full, "admin-administrator-new", ".dialog #uin"),
        new("admin/views/administrators/second-factor.js", AdminView.Full, "admin-second-factor", "#code"),
        new("admin/views/administrators/second-factor.js", AdminStates.Full, "admin-second-factor-off", "#own"),
    ];

    // A field that needs something has no other limit while nothing is in it.
    private const string SendEmpty = """
        selector => {
          const { form } = [...document.querySelectorAll(selector)].find(one => one.checkVisibility());
          globalThis.sent = form;
          globalThis.needed = [...form.elements].filter(one => one.required);
          for (const one of needed) {
            one.value = "";
            one.dispatchEvent(new Event("input", { bubbles: true }));
          }
          if (needed.length) form.requestSubmit();
          return form.noValidate;
        }
        """;

    // Right below the field, marked, in the page's language and with the label; the first has the focus, and is the one that is read out.
    private const string IsSaid = """
        isChinese => {
          const wordsOf = one => (one.getAttribute("aria-describedby") ?? "").split(" ").map(id => document.getElementById(id))
            .find(each => each?.classList.contains("error"));
          const isBelow = (words, one) => {
            const distance = words.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
            return distance >= 0 && distance < 16;
          };
          const isGood = one => {
            const words = wordsOf(one);
            const label = (one.ariaLabel ?? one.labels[0].firstChild.textContent).replace(/[:：]$/, "");
            return one.ariaInvalid === "true" && words && isBelow(words, one) && words.innerText.includes(`“${label}”`)
              && words.innerText.includes("还没有填写") === isChinese;
          };
          return needed.every(isGood) && document.activeElement === needed[0] && sent.querySelectorAll("[role=alert]").length === 1;
        }
        """;

    private const string Write = """
        () => {
          const [first] = needed;
          first.value = "1";
          first.dispatchEvent(new Event("input", { bubbles: true }));
        }
        """;

    private const string IsGone = "() => !needed[0].ariaInvalid && !needed[0].closest('.field').querySelector('.error')";

    [Fact]
    public void Each_form_is_among_those_that_are_sent_here()
    {
        var pages = Path.Combine(Repository.Root, "src", "Tqq.Page");
        var written =
            from file in Directory.EnumerateFiles(pages, "*.js", SearchOption.AllDirectories)
            from _ in Form().Matches(File.ReadAllText(file))
            select Path.GetRelativePath(pages, file).Replace('\\', '/');
        Place[] all = [.. s_atTheDoor, .. s_inside, .. s_atTheDoorOfAdministrators, .. s_administration];
        Assert.Equal(written.Order(StringComparer.Ordinal), all.Select(place => place.File).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Forms_of_the_people_say_what_is_wrong(string language)
    {
        var setting = new ViewSetting(1280, "light", language);
        await using var inspection = await ViewInspection.OpenAsync(town.Server, setting);
        await WalkAsync(inspection, s_atTheDoor, language);
        await using var inside = await ViewInspection.OpenAsync(town.Server, setting);
        await inside.Browser.SignInAsync(town.Lin);
        await WalkAsync(inside, s_inside, language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public async Task Forms_of_the_administrators_say_what_is_wrong(string language)
    {
        await WalkAsync(s_atTheDoorOfAdministrators, cookie: null);
        await WalkAsync(s_administration, administration.FullCookie);

        async Task WalkAsync(Place[] places, string? cookie)
        {
            await using var inspection = await ViewInspection.OpenAsync(administration.Server, new(1280, "light", language), "admin/",
                page => StandingPage.PrepareAsync(page, administration, cookie));
            await EveryFormTests.WalkAsync(inspection, places, language);
        }
    }

    private static async Task WalkAsync(ViewInspection inspection, Place[] places, string language)
    {
        var browser = inspection.Browser;
        foreach (var place in places)
        {
            await inspection.ShowAsync(place.Views.Single(view => view.Name == place.View));
            await browser.WaitForOneAsync(place.Field);
            Assert.True(await browser.Page.EvaluateFunctionAsync<bool>(SendEmpty, place.Field), $"the browser checks {place.File}");
            if (await browser.Page.EvaluateExpressionAsync<int>("needed.length") == 0)
                continue;
            try
            {
                await browser.WaitUntilAsync(IsSaid, language == "zh");
                await browser.Page.EvaluateFunctionAsync(Write);
                await browser.WaitUntilAsync(IsGone);
            }
            catch (WaitTaskTimeoutException)
            {
                Assert.Fail($"{place.File} {place.View}: {await browser.Page.EvaluateExpressionAsync<string>("sent.innerText")}");
            }
        }
    }

    [GeneratedRegex("<\\$\\{Form\\}")]
    private static partial Regex Form();

    /// <summary>Where a form stands.</summary>
    /// <param name="File">The module that draws it.</param>
    /// <param name="Views">Views, among which is the one that shows it.</param>
    /// <param name="View">The name of that view.</param>
    /// <param name="Field">A field or button of it.</param>
    private sealed record Place(string File, IReadOnlyList<View> Views, string View, string Field);
}
