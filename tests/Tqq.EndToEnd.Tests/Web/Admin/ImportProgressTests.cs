using System.Net;
using System.Text;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>
/// A table of many accounts takes as long as their passwords: whoever waits sees how far it is, and ends it without half of the accounts.
/// </summary>
public sealed class ImportProgressTests : IAsyncLifetime
{
    private const string Table = "nick\nAnna\nBao\nChen\n";

    private readonly TemporaryDirectory _directory = new();
    private readonly HeldPasswords _passwords = new();

    private LocalServer Server { get; set; } = null!;

    public async ValueTask InitializeAsync() => Server = await LocalServer.StartAsync(_directory.At("data"), _passwords.Replace);

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Who_asks_is_told_how_far_it_is_and_logins_go_on_meanwhile()
    {
        Assert.False((await Server.GetAsync("accounts/csv")).TryGetProperty("running", out _));
        Assert.Equal("no accounts of a table are being made",
            await Server.RefusedAsync(HttpMethod.Post, "accounts/csv/cancel?id=mine", HttpStatusCode.Conflict));
        var making = MakeAsync();
        await WaitForFirstAsync();
        Assert.Contains("&RES=0", await (await Server.AddPersonAsync()).LoginAsync(), StringComparison.Ordinal);
        using var second = await MakeAsync();
        Assert.Equal((HttpStatusCode.Conflict, "accounts of another table are being made: wait, or cancel that"),
            (second.StatusCode, await DetailAsync(second)));
        _passwords.LetGo();
        using var answer = await making;
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(4, (await AccountsAsync()).Length);
        Assert.False((await Server.GetAsync("accounts/csv")).TryGetProperty("running", out _));
    }

    [Fact]
    public async Task Who_cancels_it_is_told_that_no_account_was_made()
    {
        var making = MakeAsync();
        await WaitForFirstAsync();
        // Somebody else's table is not given up by whoever means another one, or says none.
        Assert.Equal("mine", (await Server.GetAsync("accounts/csv")).GetProperty("running").Text("id"));
        Assert.Equal("the accounts of that table are not being made, but those of another",
            await Server.RefusedAsync(HttpMethod.Post, "accounts/csv/cancel?id=another", HttpStatusCode.Conflict));
        Assert.StartsWith("id is missing", await Server.RefusedAsync(HttpMethod.Post, "accounts/csv/cancel", HttpStatusCode.BadRequest),
            StringComparison.Ordinal);
        using var cancelled = await Server.AdminAsync(HttpMethod.Post, "accounts/csv/cancel?id=mine");
        Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
        using var answer = await making;
        Assert.Equal((HttpStatusCode.Conflict, "it was cancelled: no account was made"), (answer.StatusCode, await DetailAsync(answer)));
        Assert.Empty(await AccountsAsync());
    }

    [Fact]
    public async Task Who_goes_away_leaves_no_account_behind()
    {
        using var http = new HttpClient { BaseAddress = new(Server.Web, "admin/api/v1/") };
        var access = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(Server.Data, "admin.json"), TestContext.Current.CancellationToken));
        http.DefaultRequestHeaders.Authorization = new("Bearer", access.RootElement.GetProperty("token").GetString());
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var making = http.PostAsync("accounts/csv", new StringContent(Table, Encoding.UTF8, "text/csv"), gone.Token);
        await WaitForFirstAsync();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        while ((await Server.GetAsync("accounts/csv")).TryGetProperty("running", out _))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        Assert.Empty(await AccountsAsync());
    }

    [Fact, LongRun]
    public async Task The_page_shows_how_far_it_is_and_its_button_ends_it()
    {
        var administrator = await Server.AddPersonAsync();
        await AdminBrowser.AppointAsync(administrator);
        await using var browser = await AdminPage.OpenAsync(Server, administrator);
        await AdminPage.ConfirmAsync(browser, administrator);
        await browser.GoAsync("accounts");
        await browser.WaitForOneAsync(".table");
        await AdminPage.ClickAsync(browser, ".bar button, .toolbar button", "From a list");
        await browser.WaitForOneAsync("#csv");
        await browser.Page.EvaluateFunctionAsync("""
            text => {
              const list = document.querySelector("#csv");
              list.value = text;
              list.dispatchEvent(new Event("input", { bubbles: true }));
            }
            """, Table);
        await AdminPage.ClickAsync(browser, "dialog button", "Make the accounts");
        await browser.WaitForOneAsync(".dialog progress[max='3'][value='1']");
        await browser.WaitForAsync(".dialog .hint", "1 of 3 passwords are computed.");
        await AdminPage.ClickAsync(browser, "dialog button", "Cancel");
        await browser.WaitForAsync(".dialog .error", "it was cancelled: no account was made");
        Assert.Single(await AccountsAsync());
    }

    [Fact]
    public async Task The_command_that_is_interrupted_says_that_no_account_was_made()
    {
        var file = _directory.At("accounts.csv");
        await File.WriteAllTextAsync(file, Table, TestContext.Current.CancellationToken);
        using var interrupted = new CancellationTokenSource();
        var running = new TqqRun { Interrupted = interrupted.Token }.RunAsync(["account", "import", file, "--data", Server.Data]);
        await WaitForFirstAsync();
        await interrupted.CancelAsync();
        var result = await running;
        Assert.Equal((4, "tqq: it was cancelled: no account was made"), (result.ExitCode, result.Error.Trim()));
        Assert.Empty(await AccountsAsync());
    }

    private async Task WaitForFirstAsync()
    {
        while (!(await Server.GetAsync("accounts/csv")).TryGetProperty("running", out var running)
            || (running.GetProperty("of").GetInt32(), running.GetProperty("done").GetInt32()) != (3, 1))
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }

    private Task<HttpResponseMessage> MakeAsync() =>
        Server.AdminAsync(HttpMethod.Post, "accounts/csv?id=mine", new StringContent(Table, Encoding.UTF8, "text/csv"));

    private async Task<string[]> AccountsAsync() => (await Server.GetAsync("accounts")).Each("accounts", "uin");

    private static async Task<string> DetailAsync(HttpResponseMessage answer) =>
        JsonElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Text("detail");
}
