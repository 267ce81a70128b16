using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// A page without a document, to look at pictures with. It is in a window of its own: what lies behind another is not drawn.
/// </summary>
internal sealed class BlankPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;

    private BlankPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Opens one.</summary>
    public static async Task<BlankPage> OpenAsync()
    {
        var context = await SharedBrowser.OpenContextAsync();
        return new(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
