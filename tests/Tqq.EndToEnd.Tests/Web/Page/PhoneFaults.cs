using PuppeteerSharp;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>What of a view does not fit a phone, or a finger.</summary>
internal static class PhoneFaults
{
    // Addresses in a text may be smaller than a finger, and so may what only a reader hears, and what lies under a dialog.
    private const string Find = """
        () => {
          const wide = document.documentElement.scrollWidth;
          const isAside = one => one.getBoundingClientRect().right > innerWidth + 0.5;
          const faults = wide > innerWidth
            ? [`${location.hash} is ${wide} wide: ${[...document.querySelectorAll("body *")].findLast(isAside)?.outerHTML.slice(0, 80)}`] : [];
          const top = document.querySelector("dialog[open]") ?? document.body;
          for (const one of top.querySelectorAll("a, button, input, select, textarea")) {
            const target = one.matches("[type=radio], [type=checkbox], [type=file]") ? one.closest("label, .setting") : one;
            const { width, height } = target.getBoundingClientRect();
            if (width === 0 || one.matches(".skip, .visually-hidden")) continue;
            if (one.closest(".msg, .words, .notice, .intro, dd, .then, p, .preview-msg")) continue;
            if (width < 43.5 || height < 43.5) faults.push(`${location.hash}: ${one.outerHTML.slice(0, 80)} is ${width} x ${height}`);
          }
          return faults;
        }
        """;

    /// <summary>What is wider than the window, and what is smaller than a finger: 44 pixels.</summary>
    public static Task<string[]> OfAsync(IPage page) => page.EvaluateFunctionAsync<string[]>(Find);
}
