using System.Globalization;
using System.Text.RegularExpressions;
using Tqq.EndToEnd.Tests.Program;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// The first hour of somebody who runs a server, with the real program on a terminal and by clicks alone: from the link that it shows to
/// the first administrator, an invitation, a friend who registers on a phone, a client of HTTP QQ that writes there, a kick, a backup, an
/// announcement, and the audit log of all that.
/// </summary>
[LongRun]
public sealed partial class OperatorHourTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly Dictionary<string, string> s_environment = new() { ["LANG"] = "C.UTF-8" };

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task From_an_empty_directory_to_a_friend_a_kick_a_backup_and_an_announcement_every_step_is_a_click()
    {
        await using var server = await ServerOnTerminal.StartAsync(_directory);
        await using var admin = await PageBrowser.OpenAsync(server);
        await AdminPage.BecomeAsync(admin, server.Link, "Root 管理员", Password);
        await using var phone = await PageBrowser.OpenAsync(server, width: 390);
        var friend = await RegisterAsync(phone, await InviteAsync(admin), server);

        var legacy = await MakeAccountAsync(admin, server);
        await legacy.LoginAsync();
        Assert.Equal("0&", await legacy.ResultAsync("CLTMSG", $"&UN={friend.Uin}&MG=the heating is on"));
        await phone.WaitForAsync(".list .row", "the heating is on");
        await phone.GoAsync($"chat/{legacy.Uin}");
        await phone.WaitForAsync(".talk .msg", "the heating is on");

        await KickAsync(admin, friend);
        await phone.WaitForOneAsync(".door-form #password");
        Assert.Equal("0&", await legacy.ResultAsync("CLTMSG", $"&UN={friend.Uin}&MG=are you there?"));
        await phone.GoAsync("");
        await phone.SignInAsync(friend);
        await phone.WaitForAsync(".list .row", "are you there?");

        await GoAsync(admin, "store", "Store and backups");
        await AdminPage.ClickAsync(admin, "main .bar button", "Back up now");
        await admin.WaitForAsync(".entry .chip.ok", "verified");
        await AnnounceAsync(admin, "Tonight at ten the server is away for a minute.");
        await phone.WaitForAsync(".list .row", "Tonight at ten");

        await GoAsync(admin, "audit", "Audit log");
        await AdminPage.ClickAsync(admin, "main .bar button", "Verify");
        await admin.WaitForAsync(".outcome.ok", "Nothing was changed or removed");
        string[] acts = ["Made administrator by a link", "Invitation made", "Account made", "Kicked out", "Backup made",
            "Announcement sent"];
        foreach (var act in acts)
            await admin.WaitForAsync(".table td", act);
        await RestoresAsync();
        Assert.Empty(await admin.ComplaintsAsync("403 (Forbidden)"));
        Assert.Empty(await phone.ComplaintsAsync());
    }

    // What the page has backed up is good for the program, and for another server.
    private async Task RestoresAsync()
    {
        var backup = Assert.Single(Directory.GetFiles(_directory.At("data/backups")));
        var restored = await TqqProgram.RunAsync(["restore", backup, "--data", _directory.At("other")]);
        Assert.Equal((0, ""), (restored.ExitCode, restored.Error));
        Assert.Contains("3 accounts", restored.Output, StringComparison.Ordinal);
    }

    private static async Task<string> InviteAsync(PageBrowser admin)
    {
        await GoAsync(admin, "invitations", "Invitations");
        await AdminPage.ClickAsync(admin, "main .bar button", "New code");
        await admin.WaitForOneAsync("dialog[open] #name");
        await admin.Page.TypeAsync("dialog #name", "小红");
        await AdminPage.ClickAsync(admin, "dialog button", "Make the code");
        var link = (await admin.ReadAsync(".shown-once .secret ~ .secret span")).Trim();
        await ShownOnce.PutAwayAsync(admin);
        return link;
    }

    private static async Task<Person> RegisterAsync(PageBrowser phone, string link, TestServer server)
    {
        await phone.Page.GoToAsync("about:blank");
        await phone.Page.GoToAsync(link);
        await phone.WaitForOneAsync(".door-form #invitation");
        await phone.Page.TypeAsync("#nick", "小红");
        await phone.Page.TypeAsync("#password", Password);
        await AdminPage.ClickAsync(phone, ".door-form button", "Get a number");
        await phone.WaitUntilConnectedAsync();
        Assert.Equal(0, await phone.Page.EvaluateExpressionAsync<int>("Math.max(0, document.documentElement.scrollWidth - innerWidth)"));
        var number = await phone.Page.EvaluateFunctionAsync<long>("async () => (await (await fetch('/api/v1/me')).json()).uin");
        return new(server, (uint)number, Password);
    }

    private static async Task<Person> MakeAccountAsync(PageBrowser admin, TestServer server)
    {
        await GoAsync(admin, "accounts", "Accounts");
        await AdminPage.ClickAsync(admin, "main .bar button", "New account");
        await admin.WaitForOneAsync("dialog[open] #uin");
        await admin.Page.TypeAsync("dialog #nick", "Nokia 6230");
        await admin.Page.TypeAsync("dialog #uin", "66230");
        await admin.Page.TypeAsync("dialog #password", Password);
        await AdminPage.ClickAsync(admin, "dialog button", "Make the account");
        await admin.WaitForAsync(".shown-once", "66230");
        await ShownOnce.PutAwayAsync(admin);
        return new(server, 66230, Password);
    }

    private static async Task KickAsync(PageBrowser admin, Person friend)
    {
        await GoAsync(admin, "accounts", "Accounts");
        await admin.Page.TypeAsync(".search input", $"{friend.Uin}");
        await admin.WaitUntilAsync("() => document.querySelectorAll('.table tbody tr').length === 1");
        await AdminPage.ClickAsync(admin, ".table button", "Open");
        await AdminPage.ClickAsync(admin, "dialog.drawer .foot > button", "Kick out");
        await AdminPage.ClickAsync(admin, "dialog.drawer .sure button", "Kick out");
        await admin.WaitForOneAsync("dialog.drawer .ended");
    }

    private static async Task AnnounceAsync(PageBrowser admin, string text)
    {
        await GoAsync(admin, "announcement", "Announcement");
        await admin.Page.TypeAsync("main #text", text);
        await AdminPage.ClickAsync(admin, "main form button", "Send to 3 accounts");
        await AdminPage.ClickAsync(admin, "dialog[open] button", "Send to 3 accounts");
        await admin.WaitForOneAsync("dialog[open] #again");
        await admin.Page.TypeAsync("#again", Password);
        await AdminPage.ClickAsync(admin, "dialog button", "Go on");
        await admin.WaitForAsync(".entry", text);
    }

    private static async Task GoAsync(PageBrowser admin, string view, string words)
    {
        // What lies over the page is closed first, as whoever wants to click would do.
        if (await admin.Page.QuerySelectorAsync("dialog[open]") is not null)
            await admin.Page.Keyboard.PressAsync("Escape");
        await admin.WaitForNoneAsync("dialog[open]");
        await AdminPage.ClickAsync(admin, ".navlist a", words);
        await admin.WaitForOneAsync($".navlist a[href='#/{view}'][aria-current]");
        await admin.WaitForAsync("main h1", words);
    }

    /// <summary>`tqq serve` on a terminal, and what it shows there.</summary>
    private sealed partial class ServerOnTerminal : TestServer
    {
        private readonly Tmux _terminal;

        private ServerOnTerminal(Tmux terminal, string data, string link)
            : base(data) => (_terminal, Link) = (terminal, link);

        /// <summary>The link that makes its reader the administrator, as it stands on the terminal.</summary>
        public string Link { get; }

        /// <summary>Starts it with nothing but its ports and its directory, where invitations make accounts.</summary>
        public static async Task<ServerOnTerminal> StartAsync(TemporaryDirectory directory)
        {
            var data = directory.At("data");
            // The shell outlives Ctrl-C, so that the terminal says when the server has ended.
            var terminal = await Tmux.StartAsync(directory, s_environment, $"trap : INT; dotnet '{TqqProgram.Path}' serve --data '{data}' "
                + "--listen 127.0.0.1:0 --web 127.0.0.1:0 --registration invite; echo ended: $?", columns: 200);
            var link = (await terminal.ShowsAsync(@"http://\S+/admin/#link=\S+")).Value;
            var screen = (await terminal.ShowsAsync(@"(?s).*Stop with Ctrl-C\.")).Value;
            var ports = Address().Matches(screen).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
            var server = new ServerOnTerminal(terminal, data, link);
            await server.ReachAsync(ports[0], ports[1], TestContext.Current.CancellationToken);
            return server;
        }

        public override async ValueTask DisposeAsync()
        {
            await _terminal.PressAsync("C-c");
            await _terminal.ShowsAsync(@"\nended: 0$");
            await _terminal.DisposeAsync();
            await base.DisposeAsync();
        }

        [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
        private static partial Regex Address();
    }
}
