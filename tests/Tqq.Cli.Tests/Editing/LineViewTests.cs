using Tqq.Cli.Editing;

namespace Tqq.Cli.Tests.Editing;

/// <summary>How a line that is being typed looks: one row, with the cursor in it.</summary>
public sealed class LineViewTests
{
    private static LineView View(string text, int cursorFromEnd, int columns)
    {
        var editor = new LineEditor();
        foreach (var rune in text.EnumerateRunes())
            editor.Press(new(KeyKind.Text, rune.ToString()));
        for (var times = 0; times < cursorFromEnd; times++)
            editor.Press(new(KeyKind.Left));
        return LineView.Of("> ", editor, columns);
    }

    [Theory]
    [InlineData("hello", 0, 80, "> hello", "")]
    [InlineData("hello", 2, 80, "> hel", "lo")]
    [InlineData("hello", 2, 0, "> hel", "lo")]
    [InlineData("0123456789abcdef", 0, 13, "> 6789abcdef", "")]
    [InlineData("0123456789abcdef", 16, 13, "> ", "0123456789")]
    [InlineData("0123456789abcdef", 8, 13, "> 01234567", "89")]
    [InlineData("0123456789abcdef", 0, 6, "89abcdef", "")]
    [InlineData("一二三四五六七八", 0, 13, "> 四五六七八", "")]
    [InlineData("一二三四五六七八", 0, 14, "> 四五六七八", "")]
    [InlineData("a\tb\u001b[2J", 0, 80, "> a?b?[2J", "")]
    public void A_line_is_one_row_around_its_cursor(string text, int cursorFromEnd, int columns, string before, string after) =>
        Assert.Equal(new(before, after), View(text, cursorFromEnd, columns));

    [Theory]
    [InlineData("abc", 3)]
    [InlineData("你好", 4)]
    [InlineData("e\u0301", 1)]
    public void A_wide_character_takes_two_columns_and_an_accent_none(string text, int columns) =>
        Assert.Equal(columns, LineView.WidthOf(text));
}
