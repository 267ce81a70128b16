using System.Net;
using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// The repository as a site in a browser, of which the modules of the pages and their tests are files. There is no server.
/// </summary>
internal sealed class ModuleSite : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private ModuleSite(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>Where its root is.</summary>
    public const string Origin = "https://page.example/";

    /// <summary>An empty page of it.</summary>
    public IPage Page { get; }

    /// <summary>Opens it in a browser that knows nothing.</summary>
    public static async Task<ModuleSite> OpenAsync()
    {
        var context = await SharedBrowser.OpenContextAsync();
        var page = await context.NewPageAsync();
        page.DefaultTimeout = 120_000;
        await page.SetRequestInterceptionAsync(true);
        page.Request += (_, asked) => _ = asked.Request.RespondAsync(Answer(new Uri(asked.Request.Url).AbsolutePath));
        await page.GoToAsync(Origin);
        return new(context, page);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();

    private static ResponseData Answer(string path)
    {
        var file = Path.Combine(Repository.Root, path[1..]);
        return path.EndsWith(".js", StringComparison.Ordinal) && File.Exists(file)
            ? new() { ContentType = "text/javascript", BodyData = File.ReadAllBytes(file) }
            : new() { Status = path == "/" ? HttpStatusCode.OK : HttpStatusCode.NotFound, ContentType = "text/html", Body = "" };
    }
}
