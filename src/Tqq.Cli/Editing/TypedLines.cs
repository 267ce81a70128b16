using System.Runtime.InteropServices;
using System.Threading.Channels;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Editing;

/// <summary>
/// The lines that a person types on a terminal, while other things are shown above. The thin edge of <see cref="LineEditor"/>: keys come
/// from the terminal, the view goes there.
/// </summary>
internal static class TypedLines
{
    /// <summary>Begins to read. The lines end with Ctrl-D on an empty line, or when the terminal is gone.</summary>
    /// <param name="console">The terminal.</param>
    /// <param name="prompt">What stands before the line.</param>
    public static ChannelReader<string> Read(TerminalOutput console, string prompt)
    {
        var lines = Channel.CreateUnbounded<string>();
        // Reading a key blocks its thread until one is pressed, and nothing can end that: the thread must not keep the program alive.
        new Thread(() => Run(console, prompt, lines.Writer)) { IsBackground = true, Name = "keys" }.Start();
        return lines.Reader;
    }

    private static void Run(TerminalOutput console, string prompt, ChannelWriter<string> lines)
    {
        var editor = new LineEditor();
        var turn = new Lock();
        try
        {
            using var resized = OperatingSystem.IsWindows() ? null : PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Draw());
            while (!editor.HasEnded)
            {
                Draw();
                var key = ReadKey(console);
                lock (turn)
                    if (editor.Press(key) is { } line)
                        lines.TryWrite(line);
            }
        }
        catch (Exception e) when (e is InvalidOperationException or IOException)
        {
            // The terminal is gone: no further line comes.
        }
        finally
        {
            lines.Complete();
        }

        void Draw()
        {
            lock (turn)
            {
                var view = LineView.Of(prompt, editor, console.Columns());
                console.Type(view.Before, view.After);
            }
        }
    }

    // A character beyond the basic plane, such as an emoji, comes in two halves.
    private static Key ReadKey(TerminalOutput console)
    {
        var pressed = console.ReadKey();
        return char.IsHighSurrogate(pressed.KeyChar) ? new(KeyKind.Text, $"{pressed.KeyChar}{console.ReadKey().KeyChar}") : Key.Of(pressed);
    }
}
