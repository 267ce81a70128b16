using Tqq.Cli.Editing;

namespace Tqq.Cli.Tests.Editing;

/// <summary>What a key of the terminal does.</summary>
public sealed class KeyTests
{
    [Theory]
    [InlineData('a', ConsoleKey.A, (ConsoleModifiers)0, nameof(KeyKind.Text))]
    [InlineData('A', ConsoleKey.A, ConsoleModifiers.Shift, nameof(KeyKind.Text))]
    [InlineData('你', (ConsoleKey)0, (ConsoleModifiers)0, nameof(KeyKind.Text))]
    [InlineData('\r', ConsoleKey.Enter, (ConsoleModifiers)0, nameof(KeyKind.Enter))]
    [InlineData('\n', ConsoleKey.J, ConsoleModifiers.Control, nameof(KeyKind.Enter))]
    [InlineData('\u007f', ConsoleKey.Backspace, (ConsoleModifiers)0, nameof(KeyKind.Backspace))]
    [InlineData('\0', ConsoleKey.UpArrow, (ConsoleModifiers)0, nameof(KeyKind.Earlier))]
    [InlineData('\0', ConsoleKey.DownArrow, (ConsoleModifiers)0, nameof(KeyKind.Later))]
    [InlineData('\0', ConsoleKey.LeftArrow, ConsoleModifiers.Control, nameof(KeyKind.WordLeft))]
    [InlineData('f', ConsoleKey.F, ConsoleModifiers.Alt, nameof(KeyKind.WordRight))]
    [InlineData('\u0001', ConsoleKey.A, ConsoleModifiers.Control, nameof(KeyKind.Home))]
    [InlineData('\u0004', ConsoleKey.D, ConsoleModifiers.Control, nameof(KeyKind.EndOfInput))]
    [InlineData('\u0015', ConsoleKey.U, ConsoleModifiers.Control, nameof(KeyKind.EraseToStart))]
    [InlineData('\u0017', ConsoleKey.W, ConsoleModifiers.Control, nameof(KeyKind.EraseWord))]
    [InlineData('\t', ConsoleKey.Tab, (ConsoleModifiers)0, nameof(KeyKind.Other))]
    [InlineData('\u001b', ConsoleKey.Escape, (ConsoleModifiers)0, nameof(KeyKind.Other))]
    [InlineData('\0', ConsoleKey.F1, (ConsoleModifiers)0, nameof(KeyKind.Other))]
    public void A_key_writes_moves_erases_or_does_nothing(char character, ConsoleKey key, ConsoleModifiers modifiers, string expected)
    {
        var pressed = Key.Of(new(character, key, modifiers.HasFlag(ConsoleModifiers.Shift), modifiers.HasFlag(ConsoleModifiers.Alt),
            modifiers.HasFlag(ConsoleModifiers.Control)));
        Assert.Equal(expected, pressed.Kind.ToString());
        Assert.Equal(expected == nameof(KeyKind.Text) ? character.ToString() : "", pressed.Text);
    }
}
