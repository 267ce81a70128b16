using System.Globalization;
using Spectre.Console.Rendering;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Editing;

/// <summary>How a line that is being typed looks: what to write left of the cursor, and what right of it. Always one row of the terminal; a longer line shows the part around its cursor.</summary>
/// <param name="Before">The prompt, and what stands left of the cursor.</param>
/// <param name="After">What stands from the cursor on.</param>
internal readonly record struct LineView(string Before, string After)
{
    // Where a terminal does not say how wide it is, and where it is too narrow to type in.
    private const int UsualColumns = 80;
    private const int LeastRoom = 8;

    /// <summary>The view of a line.</summary>
    /// <param name="prompt">What stands before it; left out where there is no room for it.</param>
    /// <param name="line">The line.</param>
    /// <param name="columns">How many columns the terminal has; 0 where it does not say.</param>
    public static LineView Of(string prompt, LineEditor line, int columns)
    {
        // The last column stays empty: a character there makes some terminals go on to the next row.
        var all = (columns > 0 ? columns : UsualColumns) - 1;
        if (all - WidthOf(prompt) < LeastRoom)
            prompt = "";
        var room = Math.Max(LeastRoom, all - WidthOf(prompt));
        var (left, right) = (Characters(line.Text[..line.Cursor]), Characters(line.Text[line.Cursor..]));
        // A line that is too long keeps a quarter of the room for what comes behind the cursor.
        var before = Fitting(left.AsEnumerable().Reverse(), room - Math.Min(right.Sum(WidthOf), room / 4)).Reverse().ToList();
        var after = Fitting(right, room - before.Sum(WidthOf));
        return new(prompt + string.Concat(before), string.Concat(after));
    }

    /// <summary>How many columns of the terminal a text takes: a Chinese character takes two.</summary>
    public static int WidthOf(string text) => new Segment(text).CellCount();

    private static IEnumerable<string> Fitting(IEnumerable<string> characters, int room) => characters.TakeWhile(character => (room -= WidthOf(character)) >= 0);

    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
            characters.Add(TerminalText.Clean(elements.GetTextElement()));
        return characters;
    }
}
