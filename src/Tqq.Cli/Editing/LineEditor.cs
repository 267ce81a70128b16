using System.Globalization;
using Spectre.Console.Rendering;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Editing;

/// <summary>
/// A line that is being typed, and the lines that were typed before. Pure: keys in, the line and the place of the cursor out;
/// <see cref="LineView"/> says how it looks. The cursor stands between characters as a reader sees them: an emoji of several code points,
/// or a letter with its accents, is one.
/// </summary>
internal sealed class LineEditor
{
    /// <summary>So many lines are remembered; the oldest goes first.</summary>
    public const int MostRemembered = 500;

    private readonly List<string> _earlier = [];

    // Which of the earlier lines is shown; their number while the new line is.
    private int _at;

    // The new line, while an earlier one is shown in its place.
    private string _new = "";

    /// <summary>The line so far.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Where the cursor stands: before the char of this index.</summary>
    public int Cursor { get; private set; }

    /// <summary>Whether no further line comes.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Does what a key does.</summary>
    /// <returns>The line, where the key completed it.</returns>
    public string? Press(Key key)
    {
        switch (key.Kind)
        {
            case KeyKind.Text:
                Replace(Cursor, Cursor, key.Text);
                break;
            case KeyKind.Enter:
                return Complete();
            case KeyKind.Backspace:
                Replace(Left(), Cursor, "");
                break;
            case KeyKind.EndOfInput when Text.Length == 0:
                HasEnded = true;
                break;
            case KeyKind.Delete or KeyKind.EndOfInput:
                Replace(Cursor, Right(), "");
                break;
            case KeyKind.EraseWord:
                Replace(WordLeft(), Cursor, "");
                break;
            case KeyKind.EraseToStart:
                Replace(0, Cursor, "");
                break;
            case KeyKind.EraseToEnd:
                Replace(Cursor, Text.Length, "");
                break;
            case KeyKind.Earlier or KeyKind.Later:
                Show(key.Kind == KeyKind.Earlier ? _at - 1 : _at + 1);
                break;
            default:
                Cursor = key.Kind switch
                {
                    KeyKind.Left => Left(),
                    KeyKind.Right => Right(),
                    KeyKind.WordLeft => WordLeft(),
                    KeyKind.WordRight => WordRight(),
                    KeyKind.Home => 0,
                    KeyKind.End => Text.Length,
                    _ => Cursor,
                };
                break;
        }

        return null;
    }

    private string Complete()
    {
        var line = Text;
        if (line.Length > 0 && (_earlier.Count == 0 || _earlier[^1] != line))
            _earlier.Add(line);
        if (_earlier.Count > MostRemembered)
            _earlier.RemoveAt(0);
        (_at, _new, Text, Cursor) = (_earlier.Count, "", "", 0);
        return line;
    }

    private void Show(int at)
    {
        if (at < 0 || at > _earlier.Count)
            return;
        if (_at == _earlier.Count)
            _new = Text;
        _at = at;
        Text = at == _earlier.Count ? _new : _earlier[at];
        Cursor = Text.Length;
    }

    private void Replace(int from, int to, string text)
    {
        Text = string.Concat(Text.AsSpan(0, from), text, Text.AsSpan(to));
        // What was written may have become one character with what stands behind it.
        Cursor = Boundaries().First(at => at >= from + text.Length);
    }

    private int Left() => Boundaries().LastOrDefault(at => at < Cursor);

    private int Right() => Boundaries().FirstOrDefault(at => at > Cursor, Text.Length);

    private int WordLeft()
    {
        var at = Cursor;
        while (at > 0 && char.IsWhiteSpace(Text[at - 1]))
            at--;
        while (at > 0 && !char.IsWhiteSpace(Text[at - 1]))
            at--;
        return Boundaries().Last(boundary => boundary <= at);
    }

    private int WordRight()
    {
        var at = Cursor;
        while (at < Text.Length && char.IsWhiteSpace(Text[at]))
            at++;
        while (at < Text.Length && !char.IsWhiteSpace(Text[at]))
            at++;
        return Boundaries().First(boundary => boundary >= at);
    }

    private IEnumerable<int> Boundaries() => StringInfo.ParseCombiningCharacters(Text).Append(Text.Length);
}

/// <summary>
/// How a line that is being typed looks: what to write left of the cursor, and what right of it. Always one row of the terminal; a longer
/// line shows the part around its cursor.
/// </summary>
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

    private static IEnumerable<string> Fitting(IEnumerable<string> characters, int room) =>
        characters.TakeWhile(character => (room -= WidthOf(character)) >= 0);

    private static List<string> Characters(string text)
    {
        var characters = new List<string>();
        for (var elements = StringInfo.GetTextElementEnumerator(text); elements.MoveNext();)
            characters.Add(TerminalText.Clean(elements.GetTextElement()));
        return characters;
    }
}
