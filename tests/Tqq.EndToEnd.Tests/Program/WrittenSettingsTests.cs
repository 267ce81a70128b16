using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;
using Tqq.EndToEnd.Tests.Web.Page;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>Administrators see what is written in the settings file, where that is not in force yet.</summary>
[LongRun]
public sealed class WrittenSettingsTests : IDisposable
{
    private const int HangUp = 1;

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_the_file_says_by_now_stands_beside_what_is_in_force_until_it_is_read_again_or_the_server_restarted()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no SIGHUP");
        Write("""{ "penalty": "1s", "streams": "50" }""");
        await using var server = await RunningServer.StartAsync(_directory.At("data"), "--config", _directory.At("tqq.json"));
        Assert.Empty(await PendingAsync(server));

        Write("""{ "penalty": "2s", "streams": "60", "friends": "7" }""");
        Assert.Equal(["penalty 1s 2s True", "friends 1000 7 True", "streams 50 60 False"], await PendingAsync(server));

        server.Signal(HangUp);
        while (await PendingAsync(server) is not ["streams 50 60 False"])
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();

        var person = await server.AddPersonAsync();
        await AdminBrowser.AppointAsync(person);
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.EnterAdministrationAsync(person, "settings");
        await browser.WaitForAsync("tr:has(.chip.warn)", "60 after a restart");
        await browser.WaitForAsync("tr", "while it runs");
        Assert.Equal(1, await browser.Page.EvaluateExpressionAsync<int>("document.querySelectorAll('.chip.warn').length"));

        Write("""{ "penalty": "soon" }""");
        var answer = await server.GetAsync("settings");
        Assert.Contains("\"penalty\" in", answer.Text("fault"), StringComparison.Ordinal);
        Assert.All(answer.GetProperty("settings").EnumerateArray(), one => Assert.Equal("", one.Text("written")));
        await browser.GoAsync("store");
        await browser.GoAsync("settings");
        await browser.WaitForAsync(".error", "The settings cannot be read again as they are written now:");
    }

    private void Write(string settings) => File.WriteAllText(_directory.At("tqq.json"), settings);

    // Name, value in force, value that is written, whether it changes while the server runs.
    private static async Task<string[]> PendingAsync(TestServer server) =>
        [.. (await server.GetAsync("settings")).GetProperty("settings").EnumerateArray()
            .Where(one => one.Text("written").Length > 0)
            .Select(one => $"{one.Text("name")} {one.Text("value")} {one.Text("written")} {one.Text("canChange")}")];
}
