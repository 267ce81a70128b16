namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>A view of the page.</summary>
/// <param name="Name">What its pictures are called.</param>
/// <param name="Route">Where it is, behind `#/`.</param>
/// <param name="Shown">A selector of what is there once it is shown.</param>
/// <param name="Prepare">What is done to it before it is looked at; null for nothing.</param>
/// <param name="IsSteady">Whether it looks the same in every run; it does not where it lists what earlier runs have left.</param>
public sealed record View(string Name, string Route, string Shown, Func<PageBrowser, Task>? Prepare = null, bool IsSteady = true)
{
    /// <summary>
    /// Whether it is compared with the book: a section of the people's settings is scrolled to, and the sessions that earlier runs have
    /// left stand above or below it.
    /// </summary>
    public bool IsCompared => IsSteady && !Route.StartsWith("settings/", StringComparison.Ordinal);

    /// <summary>What is done after it was looked at, so that later views are as they would be without it; null for nothing.</summary>
    public Func<PageBrowser, Task>? Restore { get; init; }

    /// <summary>Words of what the browser complains about because the view wants it.</summary>
    public IReadOnlyList<string> Complaints { get; init; } = [];

    /// <summary>Presses a button, and waits for what it opens.</summary>
    public static Func<PageBrowser, Task> Opening(string button, string opened) => browser => OpenAsync(browser, button, opened);

    /// <summary>Presses a button, and waits for what it opens.</summary>
    public static async Task OpenAsync(PageBrowser browser, string button, string opened)
    {
        await browser.PressAsync(button);
        await browser.WaitForOneAsync(opened);
    }

    /// <summary>Writes into a field in place of what stands there.</summary>
    public static async Task WriteAsync(PageBrowser browser, string field, string text)
    {
        await browser.WaitForOneAsync(field);
        await browser.Page.EvaluateFunctionAsync("""
            (selector, text) => {
              const field = document.querySelector(selector);
              field.value = text;
              field.dispatchEvent(new Event("input", { bubbles: true }));
              field.dispatchEvent(new Event("change", { bubbles: true }));
            }
            """, field, text);
    }

    /// <summary>Scrolls until an element stands in the middle of the window.</summary>
    public static Task ScrollToAsync(PageBrowser browser, string selector) => browser.Page.EvaluateFunctionAsync(
        "selector => document.querySelector(selector).scrollIntoView({ block: 'center' })", selector);
}
