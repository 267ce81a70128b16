using System.Globalization;
using CsCheck;
using Tqq.Cli.Editing;

namespace Tqq.Cli.Tests.Editing;

/// <summary>A line that is being typed: keys in, text and cursor out.</summary>
public sealed class LineEditorTests
{
    private const string Family = "👩‍👩‍👧";

    private static readonly Key[] s_keys =
    [
        .. Enum.GetValues<KeyKind>().Where(kind => kind != KeyKind.Text).Select(kind => new Key(kind)),
        .. new[] { "a", "b", " ", "你", "\u0301", "\u200d", "👩", "\u001b", "\u202e" }.Select(text => new Key(KeyKind.Text, text)),
    ];

    private static void Type(LineEditor editor, string text)
    {
        foreach (var rune in text.EnumerateRunes())
            editor.Press(new(KeyKind.Text, rune.ToString()));
    }

    private static void Press(LineEditor editor, params KeyKind[] keys)
    {
        foreach (var key in keys)
            editor.Press(new(key));
    }

    private static LineEditor Typed(string text, params KeyKind[] keys)
    {
        var editor = new LineEditor();
        Type(editor, text);
        Press(editor, keys);
        return editor;
    }

    private static string WithCursor(LineEditor editor) => editor.Text.Insert(editor.Cursor, "|");

    [Theory]
    [InlineData("hello", "", "hello|")]
    [InlineData("hello", "Left Left", "hel|lo")]
    [InlineData("hello", "Home Right Delete", "h|llo")]
    [InlineData("hello", "Home Left Backspace", "|hello")]
    [InlineData("hello", "Home End Right Delete", "hello|")]
    [InlineData("hello big world", "WordLeft WordLeft", "hello |big world")]
    [InlineData("hello big world", "Home WordRight WordRight", "hello big| world")]
    [InlineData("hello big world", "EraseWord", "hello big |")]
    [InlineData("hello big  ", "EraseWord", "hello |")]
    [InlineData("hello big", "WordLeft EraseToStart", "|big")]
    [InlineData("hello big", "WordLeft EraseToEnd", "hello |")]
    [InlineData("hello", "Home EndOfInput", "|ello")]
    [InlineData("hello", "Other", "hello|")]
    public void Keys_move_the_cursor_and_erase(string text, string keys, string expected) =>
        Assert.Equal(expected,
            WithCursor(Typed(text, [.. keys.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<KeyKind>)])));

    [Theory]
    [InlineData("你好", "你|好")]
    [InlineData("a" + Family, "a|" + Family)]
    [InlineData("ne\u0301", "n|e\u0301")]
    public void The_cursor_passes_a_character_as_a_reader_sees_it(string text, string expected) =>
        Assert.Equal(expected, WithCursor(Typed(text, KeyKind.Left)));

    [Theory]
    [InlineData("你好", "你")]
    [InlineData("a" + Family, "a")]
    [InlineData("ne\u0301", "n")]
    public void Backspace_erases_a_character_as_a_reader_sees_it(string text, string expected) =>
        Assert.Equal(expected, Typed(text, KeyKind.Backspace).Text);

    [Fact]
    public void Enter_gives_the_line_and_begins_a_new_one()
    {
        var editor = Typed("hello", KeyKind.Left);
        Assert.Equal("hello", editor.Press(new(KeyKind.Enter)));
        Assert.Equal("|", WithCursor(editor));
    }

    [Fact]
    public void The_arrows_bring_earlier_lines_back_and_the_new_line_after_them()
    {
        var editor = new LineEditor();
        foreach (var line in new[] { "one", "two", "two", "" })
        {
            Type(editor, line);
            editor.Press(new(KeyKind.Enter));
        }

        Type(editor, "new");
        List<string> shown = [];
        foreach (var key in new[] { KeyKind.Earlier, KeyKind.Earlier, KeyKind.Earlier, KeyKind.Later, KeyKind.Later, KeyKind.Later })
        {
            Press(editor, key);
            shown.Add(WithCursor(editor));
        }

        Assert.Equal(["two|", "one|", "one|", "two|", "new|", "new|"], shown);
    }

    [Fact]
    public void An_earlier_line_can_be_changed_and_is_remembered_as_it_was()
    {
        var editor = Typed("one", KeyKind.Enter, KeyKind.Earlier);
        Type(editor, "!");
        Assert.Equal("one!", editor.Press(new(KeyKind.Enter)));
        Press(editor, KeyKind.Earlier, KeyKind.Earlier);
        Assert.Equal("one", editor.Text);
    }

    [Fact]
    public void So_many_lines_are_remembered_and_no_more()
    {
        var editor = new LineEditor();
        for (var number = 0; number <= LineEditor.MostRemembered; number++)
        {
            Type(editor, number.ToString(CultureInfo.InvariantCulture));
            editor.Press(new(KeyKind.Enter));
        }

        for (var times = 0; times <= LineEditor.MostRemembered; times++)
            Press(editor, KeyKind.Earlier);
        Assert.Equal("1", editor.Text);
    }

    [Fact]
    public void The_end_of_input_on_an_empty_line_is_the_end()
    {
        Assert.True(Typed("", KeyKind.EndOfInput).HasEnded);
        Assert.False(Typed("x", KeyKind.EndOfInput).HasEnded);
    }

    [Fact]
    public void Whatever_is_pressed_the_cursor_stands_between_characters_and_the_view_fits() =>
        Gen.Select(Gen.Int[0, s_keys.Length - 1].Select(at => s_keys[at]).Array[0, 60], Gen.Int[0, 60])
            .Sample((keys, columns) =>
            {
                var editor = new LineEditor();
                foreach (var key in keys)
                    editor.Press(key);
                var view = LineView.Of("> ", editor, columns);
                return StringInfo.ParseCombiningCharacters(editor.Text).Append(editor.Text.Length).Contains(editor.Cursor)
                    && LineView.WidthOf(view.Before) + LineView.WidthOf(view.After) < Math.Max(columns == 0 ? 80 : columns, 10)
                    && !view.Before.Contains('\u001b', StringComparison.Ordinal)
                        && !view.After.Contains('\u202e', StringComparison.Ordinal);
            });
}
