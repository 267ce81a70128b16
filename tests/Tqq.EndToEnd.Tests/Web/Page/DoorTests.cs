using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What somebody meets who is not signed in: the door of the page, and that of the administrators' pages.</summary>
[LongRun]
public sealed class DoorTests
{
    [Fact]
    public async Task A_wrong_invitation_is_said_at_its_own_field_and_not_at_the_password()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--registration", "invite");
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.Page.GoToAsync($"{server.Web}#/register");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#invitation");
        await browser.Page.TypeAsync("#invitation", "abcd-efgh-jkmn");
        await browser.Page.TypeAsync("#nick", "Chen");
        await browser.Page.TypeAsync("#password", "correct horse");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".field:has(#invitation[aria-invalid=true]) .error", "There is no such invitation");
        await browser.WaitForNoneAsync("#password[aria-invalid]");
    }

    [Theory]
    [InlineData("en", "This link was used already, or is too old. Ask whoever sent it for a new one.")]
    [InlineData("zh", "此链接已被使用，或已过期。请向发送者索取新的链接。")]
    public async Task A_link_whose_invitation_was_used_says_so_before_anybody_fills_in_a_form(string language, string words)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--registration", "invite");
        using var made = await server.AdminAsync(HttpMethod.Post, "invitations", new { name = "Anna", uses = 1 });
        var code = JsonElement.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .GetProperty("code").GetString();
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SpeakAsync(language);
        await browser.Page.GoToAsync($"{server.Web}#/register/{code}");
        await browser.Page.ReloadAsync();
        await browser.WaitForOneAsync("#invitation");
        using var guest = new ApiClient(server, new([127, 1, 200, 7]));
        await guest.AskAsync(HttpMethod.Post, "registration",
            new { nick = "Anna", password = "correct horse", invitation = code, token = true }, HttpStatusCode.Created);
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door-form .error", words);
        await browser.WaitForNoneAsync("input");
        await browser.PressAsync(".door-form > .btn");
        await browser.WaitForOneAsync("#invitation:placeholder-shown, #invitation:not([value]), #invitation[value='']");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_link_with_an_invitation_opens_in_a_tab_that_shows_the_door_already()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"), "--registration", "invite");
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.WaitForOneAsync("#uin");
        foreach (var name in (string[])["Anna", "Bao"])
        {
            using var made = await server.AdminAsync(HttpMethod.Post, "invitations", new { name, uses = 1 });
            var code = JsonElement.Parse(await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .GetProperty("code").GetString()!;
            await browser.GoAsync($"register/{code}");
            await browser.WaitUntilAsync("code => document.querySelector('#invitation')?.value === code", code);
        }

        await browser.GoAsync("");
        await browser.WaitForOneAsync("#uin");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin/")]
    public async Task Where_the_door_knows_the_number_the_password_has_the_focus(string page)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server, path: page);
        await browser.WaitUntilAsync("() => document.activeElement.id === 'uin'");
        await browser.Page.EvaluateExpressionAsync(
            "for (const name of ['uin', 'administrator']) localStorage.setItem(`tqq.${name}`, '10001')");
        await browser.Page.ReloadAsync();
        await browser.WaitUntilAsync("() => document.activeElement.id === 'password'");
        Assert.Equal("10001", await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('#uin').value"));
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task A_link_with_an_invitation_says_where_registration_is_closed()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.Page.GoToAsync($"{server.Web}#/register/abcd-efgh-jkmn");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".door-form .error", "Accounts are made by the administrator here.");
        await browser.WaitForOneAsync("#uin");
    }

    [Fact]
    public async Task A_number_that_was_pasted_with_blanks_is_a_number()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        var person = await server.AddPersonAsync();
        await browser.WaitForOneAsync("#uin");
        await browser.Page.TypeAsync("#uin", $"  {person.Uin} ");
        await browser.Page.TypeAsync("#password", person.Password);
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitUntilConnectedAsync();
    }

    [Fact]
    public async Task Somebody_whose_session_was_ended_is_told_so_and_somebody_who_signs_out_is_not()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        var person = await server.AddPersonAsync();
        await browser.SignInAsync(person);
        (await server.AdminAsync(HttpMethod.Post, $"accounts/{person.Uin}/kick?devices=true")).Dispose();
        await browser.WaitForAsync(".door-form .hint", "An administrator has ended this session.");

        await browser.SignInAsync(person);
        await browser.GoAsync("settings");
        await browser.WaitForOneAsync(".pane .page");
        await browser.Page.EvaluateExpressionAsync(
            "[...document.querySelectorAll('button')].find(one => one.textContent.trim() === 'Sign out').click()");
        await browser.WaitForOneAsync("#uin");
        await browser.WaitForNoneAsync(".door-form .hint");
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin/")]
    public async Task Where_a_password_would_be_heard_on_the_way_nobody_is_asked_for_one(string page)
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.AnswerAsync("/registration", "GET", HttpStatusCode.OK, """{"registration":"open","needsHttps":true}""");
        await browser.Page.GoToAsync($"{server.Web}{page}");
        await browser.WaitForAsync(".door-form .error", "Passwords come by https only.");
        await browser.WaitForNoneAsync("input");
    }
}
