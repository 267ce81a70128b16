using System.Collections.Concurrent;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What a browser that knows nothing yet has to fetch until the form to sign in is there.</summary>
public sealed class FirstViewTests(SharedServer shared)
{
    private const string Requested = "Network.requestWillBeSent";
    private const string Finished = "Network.loadingFinished";

    [Fact]
    public async Task It_takes_less_than_100_KB_heads_and_faces_included_and_what_is_not_named_by_the_document_is_data()
    {
        var context = await SharedBrowser.OpenContextAsync();
        try
        {
            var page = await context.NewPageAsync();
            page.DefaultTimeout = 120_000;
            var (bytes, asked) = (new ConcurrentQueue<double>(), new ConcurrentQueue<string>());
            page.Client.MessageReceived += (_, message) =>
            {
                if (message.MessageID == Finished)
                    bytes.Enqueue(message.MessageData.GetProperty("encodedDataLength").GetDouble());
                else if (message.MessageID == Requested)
                    asked.Enqueue(message.MessageData.GetProperty("request").GetProperty("url").GetString()!);
            };
            await page.Client.SendAsync("Network.enable");
            await page.GoToAsync($"{shared.Server.Web}");
            await page.WaitForFunctionAsync(
                "() => document.querySelector('#uin') && document.images.length > 10 && [...document.images].every(one => one.complete)");
            Assert.InRange(bytes.Sum(), 30_000, 100_000);

            using var http = new HttpClient { BaseAddress = shared.Server.Web };
            var document = await http.GetStringAsync("", TestContext.Current.CancellationToken);
            var later = asked.Select(url => new Uri(url).AbsolutePath).Where(path => path != "/"
                && !document.Contains(path, StringComparison.Ordinal)).ToArray();
            Assert.All(later, path => Assert.Matches("^/(api/v1|face)/|^/service-worker\\.js$", path));
        }
        finally
        {
            await context.CloseAsync();
        }
    }
}
