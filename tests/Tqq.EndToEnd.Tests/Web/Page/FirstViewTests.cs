using System.Collections.Concurrent;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What a browser that knows nothing yet has to fetch until the form to sign in is there.</summary>
public sealed class FirstViewTests(SharedServer shared)
{
    private const string Requested = "Network.requestWillBeSent";
    private const string Finished = "Network.loadingFinished";

    private static string IdOf(JsonElement data) => data.GetProperty("requestId").GetString()!;

    [Fact]
    public async Task It_takes_less_than_80_KB_heads_and_faces_included_and_what_is_not_named_by_the_document_is_data()
    {
        var context = await SharedBrowser.OpenContextAsync();
        try
        {
            var page = await context.NewPageAsync();
            page.DefaultTimeout = 120_000;
            var (bytes, asked) = (new ConcurrentDictionary<string, double>(), new ConcurrentDictionary<string, string>());
            page.Client.MessageReceived += (_, message) =>
            {
                if (message.MessageID == Finished)
                    bytes[IdOf(message.MessageData)] = message.MessageData.GetProperty("encodedDataLength").GetDouble();
                else if (message.MessageID == Requested)
                    asked[IdOf(message.MessageData)] =
                        new Uri(message.MessageData.GetProperty("request").GetProperty("url").GetString()!).AbsolutePath;
            };
            await page.Client.SendAsync("Network.enable");
            await page.GoToAsync($"{shared.Server.Web}");
            await page.WaitForFunctionAsync(
                "() => document.querySelector('#uin') && document.images.length > 10 && [...document.images].every(one => one.complete)");
            // The views that are not the first come once it stands.
            var comesLater = asked.Where(one => one.Value.StartsWith("/page/later.", StringComparison.Ordinal)).Select(one => one.Key);
            Assert.InRange(bytes.Where(one => !comesLater.Contains(one.Key)).Sum(one => one.Value), 30_000, 80_000);

            using var http = new HttpClient { BaseAddress = shared.Server.Web };
            var document = await http.GetStringAsync("", TestContext.Current.CancellationToken);
            var later = asked.Values.Where(path => path != "/" && !document.Contains(path, StringComparison.Ordinal)).ToArray();
            Assert.All(later, path => Assert.Matches("^/(api/v1|face)/|^/service-worker\\.js$", path));
        }
        finally
        {
            await context.CloseAsync();
        }
    }
}
