using System.Globalization;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page as a browser keeps it: it opens without a server, and nothing is lost while there is none.</summary>
public sealed class PageInstalledTests
{
    private const string IsSeenKept = """
        text => new Promise(resolve => {
          const opening = indexedDB.open('tqq');
          opening.onsuccess = () => {
            const reading = opening.result.transaction('seen').objectStore('seen').getAll();
            reading.onsuccess = () => {
              opening.result.close();
              resolve(JSON.stringify(reading.result).includes(text));
            };
          };
        })
        """;

    [Fact, LongRun]
    public async Task The_page_opens_without_a_server_and_shows_what_was_seen_and_what_waits()
    {
        using var directory = new TemporaryDirectory();
        var server = await LocalServer.StartAsync(directory.At("data"));
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "Bao"));
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        await browser.SayAsync("seen before");
        await browser.WaitForAsync(".meta.ok", "On the server");
        await browser.Page.TypeAsync("#text", "a draft");
        await browser.Page.EvaluateExpressionAsync("navigator.serviceWorker.ready.then(() => {})");
        await browser.WaitUntilAsync("() => navigator.serviceWorker.controller");
        await browser.WaitUntilAsync(IsSeenKept, "seen before");
        await server.DisposeAsync();

        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".lost-banner", "No connection since");
        await browser.WaitForAsync(".bar h1", "Bao");
        Assert.Equal(["seen before"], await browser.MessagesAsync());
        Assert.Equal("a draft", await browser.Page.EvaluateExpressionAsync<string>("document.querySelector('#text').value"));
        await browser.Page.FocusAsync("#text");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".msg.waiting", "a draft");
        await browser.Page.ReloadAsync();
        await browser.WaitForAsync(".msg.waiting", "a draft");

        await using var again = await LocalServer.StartAsync(directory.At("data"), At(server));
        await browser.Page.ClickAsync(".lost-banner button");
        await browser.WaitForAsync(".back-again", "Connected again. One message went out.");
        await browser.WaitForAsync(".msg:not(.waiting)", "a draft");
        Assert.Equal(["seen before", "a draft"], await browser.MessagesAsync());
        // That the latest was not read is said no longer than that.
        await browser.WaitForNoneAsync(".pane .error");
    }

    [Fact, LongRun]
    public async Task A_server_that_is_killed_and_comes_back_has_everything_once()
    {
        using var directory = new TemporaryDirectory();
        var server = await RunningServer.StartAsync(directory.At("data"), "--penalty", "0");
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync());
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.SignInAsync(me);
        await browser.GoAsync($"chat/{other.Uin}");
        for (var number = 0; number < 5; number++)
            await browser.SayAsync($"text {number}");
        // Some may be on their way now.
        await server.KillAsync();
        for (var number = 5; number < 10; number++)
            await browser.SayAsync($"text {number}");
        await browser.WaitForAsync(".lost-banner", "No connection since");

        await using var again = await RunningServer.StartAsync(directory.At("data"), ["--penalty", "0", .. At(server)]);
        var back = new Person(again, other.Uin, other.Password) { NamesTarget = true };
        await back.LoginAsync();
        Assert.Equal("0&", await back.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=meanwhile"));
        await browser.Page.ClickAsync(".lost-banner button");
        await browser.WaitForAsync(".msg", "meanwhile");
        await browser.WaitForNoneAsync(".msg.waiting");

        var expected = Enumerable.Range(0, 10).Select(number => $"text {number}").ToArray();
        Assert.Equal([.. expected, "meanwhile"], (await browser.MessagesAsync()).OrderBy(text => text == "meanwhile"));
        Assert.Equal(expected, (await back.FetchAsync()).Select(item => item.Split(' ', 3)[2].TrimEnd()));
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_browser_finds_no_fault_in_the_manifest_and_nothing_that_keeps_the_page_from_being_installed()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        await browser.WaitForOneAsync("#uin");
        var manifest = (await browser.Page.Client.SendAsync("Page.getAppManifest"))!.Value;
        Assert.EndsWith(".webmanifest", manifest.GetProperty("url").GetString(), StringComparison.Ordinal);
        Assert.Empty(manifest.GetProperty("errors").EnumerateArray());
        var faults = (await browser.Page.Client.SendAsync("Page.getInstallabilityErrors"))!.Value;
        // Each test has a private window of its own, from which no browser installs anything.
        Assert.Empty(faults.GetProperty("installabilityErrors").EnumerateArray().Select(one => one.GetProperty("errorId").GetString())
            .Except(["in-incognito"]));
    }

    [Fact, LongRun]
    public async Task The_icons_of_an_installed_page_are_what_its_drawing_gives()
    {
        var images = Path.Combine(Repository.Root, "src", "Tqq.Page", "image");
        var drawing = await File.ReadAllTextAsync(Path.Combine(images, "icon.svg"), TestContext.Current.CancellationToken);
        var context = await SharedBrowser.OpenContextAsync();
        try
        {
            var page = await context.NewPageAsync();
            foreach (var file in Directory.EnumerateFiles(images, "*.png"))
            {
                var source = file.Contains("maskable", StringComparison.Ordinal)
                    ? drawing.Replace(" rx=\"116\"", "", StringComparison.Ordinal) : drawing;
                var difference = await page.EvaluateFunctionAsync<double>(Difference, "data:image/svg+xml;base64,"
                    + Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(source)), "data:image/png;base64,"
                    + Convert.ToBase64String(await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken)));
                // Another version of the browser may draw an edge a little otherwise.
                Assert.True(difference < 0.5, $"{Path.GetFileName(file)} differs from its drawing by {difference}: run image/update");
            }
        }
        finally
        {
            await context.CloseAsync();
        }
    }

    private const string Difference = """
        async (svg, png) => {
          const [drawing, picture] = await Promise.all([svg, png].map(async source => {
            const image = new Image();
            image.src = source;
            await image.decode();
            return image;
          }));
          const pixels = [drawing, picture].map(image => {
            const canvas = new OffscreenCanvas(picture.width, picture.height).getContext('2d');
            canvas.drawImage(image, 0, 0, picture.width, picture.height);
            return canvas.getImageData(0, 0, picture.width, picture.height).data;
          });
          return pixels[0].reduce((sum, value, at) => sum + Math.abs(value - pixels[1][at]), 0) / pixels[0].length;
        }
        """;

    // The flags that have it where it was.
    private static string[] At(TestServer server) =>
    [
        "--web", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Web.Port}"),
        "--listen", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{server.Wire.Port}"),
    ];
}
