using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>An administrator chooses who may register, while the server runs.</summary>
public sealed class RegistrationSwitchTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_choice_is_in_force_at_once_stands_in_the_audit_log_and_outlives_the_server()
    {
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
        {
            Assert.Equal("""{"registration":"closed"}""", (await server.GetAsync("registration")).GetRawText());
            Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(server));
            using var admin = await AdminBrowser.SignInAsync(await server.AddPersonAsync());
            var chosen = await admin.AskAsync(HttpMethod.Put, "registration", new { registration = "open" });
            Assert.Equal("open", chosen.Text("registration"));
            Assert.Equal(HttpStatusCode.Created, await RegisterAsync(server));
            Assert.Equal("open", (await server.GetAsync("invitations")).Text("registration"));
            var line = (await server.GetAsync("audit?act=registration.change")).GetProperty("entries")[0];
            Assert.Equal((chosen.Text("chosenBy"), "registration=\"open\"", "done"),
                (line.Text("who"), line.Text("detail"), line.Text("outcome")));
            await server.AskAsync(HttpMethod.Put, "registration", HttpStatusCode.OK, new { registration = "invite" });
            Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(server));
        }

        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        var kept = await again.GetAsync("registration");
        Assert.Equal(("invite", "token", ""), (kept.Text("registration"), kept.Text("chosenBy"), kept.Text("setBy")));
        var setting = await SettingAsync(again);
        Assert.Equal(("invite", "administrator", "token", "closed"),
            (setting.Text("value"), setting.Text("source"), setting.Text("where"), setting.Text("default")));
    }

    [Fact]
    public async Task What_the_server_is_told_on_start_is_above_any_choice_and_says_where_it_is_written()
    {
        await using (var server = await LocalServer.StartAsync(_directory.At("data")))
            await server.AskAsync(HttpMethod.Put, "registration", HttpStatusCode.OK, new { registration = "open" });

        await using (var server = await LocalServer.StartAsync(_directory.At("data"), "--registration", "closed"))
        {
            Assert.Equal("""{"registration":"closed","setBy":"--registration"}""", (await server.GetAsync("registration")).GetRawText());
            Assert.Equal(HttpStatusCode.Forbidden, await RegisterAsync(server));
            Assert.Equal("registration is set by --registration: it is changed there",
                await server.RefusedAsync(HttpMethod.Put, "registration", HttpStatusCode.Conflict, new { registration = "invite" }));
            Assert.Equal("command-line", (await SettingAsync(server)).Text("source"));
        }

        // Nothing is said any more, and the last choice holds.
        await using var again = await LocalServer.StartAsync(_directory.At("data"));
        Assert.Equal(HttpStatusCode.Created, await RegisterAsync(again));
    }

    [Theory]
    [InlineData(null, "registration is missing; it must be closed, invite or open")]
    [InlineData("everybody", "registration is 'everybody', but must be closed, invite, open")]
    public async Task A_word_that_is_none_of_the_three_is_refused(string? word, string detail)
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"));
        Assert.Equal(detail,
            await server.RefusedAsync(HttpMethod.Put, "registration", HttpStatusCode.BadRequest, new { registration = word }));
    }

    [Fact, LongRun]
    public async Task The_page_has_a_switch_and_shows_a_reader_or_where_it_is_set_on_start_only_how_it_stands()
    {
        await using var server = await LocalServer.StartAsync(_directory.At("data"));
        await using (var browser = await OpenAsync(server, "full"))
        {
            await browser.WaitForOneAsync("[name=registration][value=closed]:checked");
            await browser.Page.ClickAsync("label:has([name=registration][value=open])");
            await browser.WaitForAsync(".setting p", "Anyone makes an account");
            await browser.WaitForAsync(".setting p", "Chosen by");
            Assert.Equal(HttpStatusCode.Created, await RegisterAsync(server));
            Assert.Empty(await browser.ComplaintsAsync());
        }

        await using (var browser = await OpenAsync(server, "read-only"))
        {
            await browser.WaitForAsync(".setting .chip", "Anyone");
            await browser.WaitForNoneAsync("[name=registration]");
        }

        await using var other = await LocalServer.StartAsync(_directory.At("other"), "--registration", "invite");
        await using var look = await OpenAsync(other, "full");
        await look.WaitForAsync(".setting p", "Set on start, and changed there: --registration");
        await look.WaitForAsync(".setting .chip", "With a code");
        await look.WaitForNoneAsync("[name=registration]");
    }

    private static async Task<PageBrowser> OpenAsync(TestServer server, string role)
    {
        var person = await server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person, role);
        var browser = await PageBrowser.OpenAsync(server);
        await browser.EnterAdministrationAsync(person, "invitations");
        return browser;
    }

    private static async Task<JsonElement> SettingAsync(TestServer server) =>
        (await server.GetAsync("settings")).GetProperty("settings").EnumerateArray().Single(one => one.Text("name") == "registration");

    private static async Task<HttpStatusCode> RegisterAsync(TestServer server)
    {
        using var http = new HttpClient { BaseAddress = server.Web };
        using var answer = await http.PostAsJsonAsync("api/v1/registration", new { nick = "n", password = "correct horse battery" },
            TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
