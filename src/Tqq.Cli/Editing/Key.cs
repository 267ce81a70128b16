namespace Tqq.Cli.Editing;

/// <summary>What a key does in a line that is being typed.</summary>
internal enum KeyKind
{
    /// <summary>It writes its text.</summary>
    Text,

    /// <summary>The line is complete.</summary>
    Enter,

    /// <summary>The character left of the cursor goes.</summary>
    Backspace,

    /// <summary>The character at the cursor goes.</summary>
    Delete,

    /// <summary>One character to the left.</summary>
    Left,

    /// <summary>One character to the right.</summary>
    Right,

    /// <summary>To the beginning of the word.</summary>
    WordLeft,

    /// <summary>Behind the end of the word.</summary>
    WordRight,

    /// <summary>To the beginning of the line.</summary>
    Home,

    /// <summary>To the end of the line.</summary>
    End,

    /// <summary>The line that was typed before.</summary>
    Earlier,

    /// <summary>The line that was typed after.</summary>
    Later,

    /// <summary>The word left of the cursor goes.</summary>
    EraseWord,

    /// <summary>Everything left of the cursor goes.</summary>
    EraseToStart,

    /// <summary>Everything from the cursor on goes.</summary>
    EraseToEnd,

    /// <summary>On an empty line no further line comes; otherwise as <see cref="Delete"/>.</summary>
    EndOfInput,

    /// <summary>Nothing.</summary>
    Other,
}

/// <summary>A key that was pressed.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Text">What it writes; empty for all kinds but <see cref="KeyKind.Text"/>.</param>
internal readonly record struct Key(KeyKind Kind, string Text = "")
{
    /// <summary>A key as the terminal reports it: the keys of a keyboard, and those that shells have used since Emacs.</summary>
    public static Key Of(ConsoleKeyInfo pressed)
    {
        var (hasControl, hasAlt) = (pressed.Modifiers.HasFlag(ConsoleModifiers.Control), pressed.Modifiers.HasFlag(ConsoleModifiers.Alt));
        return pressed.Key switch
        {
            ConsoleKey.Enter => new(KeyKind.Enter),
            ConsoleKey.Backspace => new(hasControl || hasAlt ? KeyKind.EraseWord : KeyKind.Backspace),
            ConsoleKey.Delete => new(KeyKind.Delete),
            ConsoleKey.LeftArrow => new(hasControl || hasAlt ? KeyKind.WordLeft : KeyKind.Left),
            ConsoleKey.RightArrow => new(hasControl || hasAlt ? KeyKind.WordRight : KeyKind.Right),
            ConsoleKey.UpArrow => new(KeyKind.Earlier),
            ConsoleKey.DownArrow => new(KeyKind.Later),
            ConsoleKey.Home => new(KeyKind.Home),
            ConsoleKey.End => new(KeyKind.End),
            _ when hasControl && !hasAlt && OfControl(pressed.Key) is { } kind => new(kind),
            _ when hasAlt && pressed.Key is ConsoleKey.B or ConsoleKey.F && !hasControl =>
                new(pressed.Key == ConsoleKey.B ? KeyKind.WordLeft : KeyKind.WordRight),
            _ when pressed.KeyChar is '\r' or '\n' => new(KeyKind.Enter),
            _ when hasAlt || char.IsControl(pressed.KeyChar) => new(KeyKind.Other),
            _ => new(KeyKind.Text, pressed.KeyChar.ToString()),
        };
    }

    private static KeyKind? OfControl(ConsoleKey key) => key switch
    {
        ConsoleKey.A => KeyKind.Home,
        ConsoleKey.B => KeyKind.Left,
        ConsoleKey.D => KeyKind.EndOfInput,
        ConsoleKey.E => KeyKind.End,
        ConsoleKey.F => KeyKind.Right,
        ConsoleKey.H => KeyKind.Backspace,
        ConsoleKey.K => KeyKind.EraseToEnd,
        ConsoleKey.N => KeyKind.Later,
        ConsoleKey.P => KeyKind.Earlier,
        ConsoleKey.U => KeyKind.EraseToStart,
        ConsoleKey.W => KeyKind.EraseWord,
        _ => null,
    };
}
