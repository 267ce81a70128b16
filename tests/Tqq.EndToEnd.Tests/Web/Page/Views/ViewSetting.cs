namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>How a view is looked at.</summary>
/// <param name="Width">How wide the window is.</param>
/// <param name="Theme">light or dark.</param>
/// <param name="Language">en or zh.</param>
public sealed record ViewSetting(int Width, string Theme, string Language)
{
    /// <summary>How high the window is.</summary>
    public const int Height = 832;

    /// <summary>The narrowest window, one of a tablet and a very wide one: main views are looked at in them, too.</summary>
    public static TheoryData<int, string, string> Others { get; } = new((320, "dark", "zh"), (800, "light", "en"), (1600, "light", "zh"));

    /// <summary>Whether it is the window of a phone.</summary>
    public bool IsPhone => Width < 720;

    /// <summary>Whether axe-core examines it: what it looks for goes by theme and width, and takes most of the time.</summary>
    public bool IsExamined => Language == "en";

    /// <summary>Wide and on a phone, light and dark, in English and Chinese.</summary>
    public static TheoryData<int, string, string> All { get; } = new(
        from width in new[] { 1280, 390 }
        from theme in new[] { "light", "dark" }
        from language in new[] { "en", "zh" }
        select (width, theme, language));

    public override string ToString() => $"{Width}-{Theme}-{Language}";
}
