using PuppeteerSharp;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>
/// The fonts of the browser in the tests, `tests/page/fonts.conf`. With others a view is drawn another way, and slowly where one of its
/// characters is in none.
/// </summary>
internal static class PageFonts
{
    private const string Folder = "/usr/share/fonts/truetype";

    // A file of each, and its package.
    private static readonly (string File, string Package)[] s_fonts =
    [
        ("dejavu/DejaVuSans.ttf", "fonts-dejavu-core"), ("wqy/wqy-microhei.ttc", "fonts-wqy-microhei"),
        ("noto/NotoColorEmoji.ttf", "fonts-noto-color-emoji"),
    ];

    private static readonly string[] s_missing =
        [.. s_fonts.Where(font => !File.Exists(Path.Combine(Folder, font.File))).Select(font => font.Package)];

    /// <summary>Gives a browser these fonts alone. Where one of them is missing, it has those of the machine.</summary>
    public static void ApplyTo(LaunchOptions options)
    {
        if (s_missing is [])
            options.Env["FONTCONFIG_FILE"] = Path.Combine(Repository.Root, "tests", "page", "fonts.conf");
    }

    /// <summary>Skips a test that compares how a view looks, where a font is missing.</summary>
    public static void Need() =>
        Assert.SkipUnless(s_missing is [], $"not installed: {string.Join(", ", s_missing)}; ./test installs them where it may");
}
