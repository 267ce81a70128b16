using System.Globalization;

namespace Tqq.Cli.Editing;

/// <summary>
/// A line that is being typed, and the lines that were typed before. Pure: keys in, the line and the place of the cursor out; <see cref="LineView"/> says how it
/// looks. The cursor stands between characters as a reader sees them: an emoji of several code points, or a letter with its accents, is one.
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
