using System.Globalization;

namespace Tqq.Server.Web.Page;

/// <summary>
/// Faces by number: the same number is the same face everywhere and for ever, so nothing is kept. The face of the avatar FC has the
/// number FC/3+1.
/// </summary>
internal static class PageFace
{
    /// <summary>The number of the last face that an avatar has.</summary>
    public const uint Last = 65535 / 3 + 1;

    // Ground, light, dark. The darks are all cool, so that no face is anybody's skin.
    private static readonly (string Ground, string Light, string Dark)[] s_palettes =
    [
        ("#2f7f86", "#f6e7c8", "#123b41"), ("#e07b4c", "#fdecd6", "#1f4a55"), ("#e2b344", "#fff5da", "#3a4674"),
        ("#7f4f77", "#f5dcd6", "#33204a"), ("#6f8c50", "#f3ebd3", "#1f4636"), ("#d88b95", "#fff1ee", "#56306b"),
        ("#8eb2c3", "#fdf7ea", "#27465a"), ("#33444d", "#ecdcc2", "#7a5a86"), ("#d6c5a3", "#fffaf0", "#3b5d68"),
        ("#a69acf", "#fbf2f5", "#3a3462"), ("#a84b3e", "#f8e0c8", "#23385e"), ("#8bc1a5", "#fbf8e8", "#21493a"),
    ];

    /// <summary>The drawing of a face, as SVG.</summary>
    /// <param name="number">Its number, from 1 up.</param>
    public static string Draw(uint number)
    {
        var rest = Mix(number);
        // Twelve grounds in turn, so that a short list of friends has no two of one colour by bad luck.
        var turn = number * 5 % 12;
        var (ground, light, dark) = s_palettes[turn];
        var other = s_palettes[(turn + 4 + Take(4)) % 12].Ground;
        var (shape, eye, mouth, top) = (Take(5), Take(6), Take(6), Take(6));
        var skin = Take(4) == 0 ? dark : light;
        var ink = skin == dark ? light : dark;
        var filled = $"fill=\"{ink}\"";
        var drawn = $"fill=\"none\" stroke=\"{ink}\" stroke-width=\"1.8\" stroke-linecap=\"round\"";
        // Ears lie behind the head, all else on top lies before it.
        var above = Top(top, skin, other);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 40 40\" width=\"40\" height=\"40\">"
            + $"<rect width=\"40\" height=\"40\" fill=\"{ground}\"/>{(top == 4 ? above : "")}{Head(shape, skin)}{(top == 4 ? "" : above)}"
            + $"{Eyes(eye, filled, drawn)}{Mouth(mouth, filled, drawn)}</svg>";

        uint Take(uint of)
        {
            var taken = rest % of;
            rest /= of;
            return taken;
        }
    }

    // A small hash of integers, so that neighbours do not look alike.
    private static uint Mix(uint number)
    {
        var hash = number ^ 0x9e3779b9;
        hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
        return hash ^ (hash >> 16);
    }

    private static string Head(uint shape, string skin) => shape switch
    {
        0 => $"<circle cx=\"20\" cy=\"22\" r=\"13.5\" fill=\"{skin}\"/>",
        1 => $"<path d=\"M6.5 40V21a13.5 13.5 0 0 1 27 0v19z\" fill=\"{skin}\"/>",
        2 => $"<rect x=\"7\" y=\"9\" width=\"26\" height=\"26\" rx=\"7\" fill=\"{skin}\"/>",
        3 => $"<circle cx=\"20\" cy=\"31\" r=\"20\" fill=\"{skin}\"/>",
        _ => "<path d=\"M20 7.5A13.5 13.5 0 0 1 33.5 21C33.5 31 27 37.5 19 39c-1.2.2-1.7-.9-.9-1.7 1.2-1.1 1.8-2 1.9-2.8A13.5 13.5 0 0 1 "
            + $"20 7.5z\" fill=\"{skin}\"/>",
    };

    private static string Top(uint top, string skin, string other) => top switch
    {
        0 => "",
        1 => $"<path d=\"M6.5 19.500a13.5 13.5 0 0 1 27 0z\" fill=\"{other}\"/>",
        2 => $"<path d=\"M20 11V4.5\" stroke=\"{skin}\" stroke-width=\"2\" stroke-linecap=\"round\"/>"
            + $"<circle cx=\"20\" cy=\"4.5\" r=\"2.5\" fill=\"{other}\"/>",
        3 => $"<path d=\"M6.5 22A13.5 13.5 0 0 1 20 8.5h1C21 16 15 22 7.5 22z\" fill=\"{other}\"/>",
        4 => $"<circle cx=\"8.5\" cy=\"11.5\" r=\"4.5\" fill=\"{skin}\"/><circle cx=\"31.5\" cy=\"11.5\" r=\"4.5\" fill=\"{skin}\"/>",
        _ => $"<rect x=\"5\" y=\"12\" width=\"30\" height=\"3.6\" rx=\"1.8\" fill=\"{other}\"/>",
    };

    private static string Eyes(uint eye, string filled, string drawn) => eye switch
    {
        0 => $"{Dot(15, 1.9, filled)}{Dot(25, 1.9, filled)}",
        1 => $"{Dot(14.5, 3.6, "fill=\"#fff\"")}{Dot(25.5, 3.6, "fill=\"#fff\"")}"
            + $"{Dot(15.3, 1.7, "fill=\"#1b2021\"")}{Dot(24.7, 1.7, "fill=\"#1b2021\"")}",
        2 => $"<path d=\"M12.5 22h4.500M23 22h4.5\" {drawn}/>",
        3 => $"{Dot(15, 1.9, filled)}<path d=\"M23 22h4.5\" {drawn}/>",
        4 => $"{Dot(14.5, 3.7, drawn)}{Dot(25.5, 3.7, drawn)}<path d=\"M18.4 21.4q1.6-1 3.2 0\" {drawn}/>",
        _ => $"<path d=\"M12.8 22.8q2-3.2 4.2 0M23 22.8q2-3.2 4.2 0\" {drawn}/>",
    };

    private static string Dot(double x, double radius, string look) =>
        string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{x}\" cy=\"22\" r=\"{radius}\" {look}/>");

    private static string Mouth(uint mouth, string filled, string drawn) => mouth switch
    {
        0 => $"<path d=\"M16 28.500q4 3.6 8 0\" {drawn}/>",
        1 => $"<path d=\"M17 29.500h6\" {drawn}/>",
        2 => $"<circle cx=\"20\" cy=\"29.5\" r=\"1.9\" {filled}/>",
        3 => $"<path d=\"M15.5 28h9a4.5 4.5 0 0 1-9 0z\" {filled}/>",
        4 => $"<path d=\"M17 30q3.5.3 6-2\" {drawn}/>",
        _ => $"<path d=\"M20 27.700a1.8 1.8 0 0 1 1.8 1.800c0 1.8-1.3 3-2.6 3.4\" {drawn}/>",
    };
}
