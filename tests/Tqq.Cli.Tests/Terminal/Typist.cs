using System.Collections.Concurrent;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>A person before a terminal that `tqq` runs on, all in this process.</summary>
internal sealed class Typist : IDisposable
{
    private readonly BlockingCollection<ConsoleKeyInfo> _keys = [];

    /// <summary>What the person sees.</summary>
    public Screen Screen { get; } = new();

    /// <summary>Begins a run; it ends with its exit code.</summary>
    public Task<int> RunAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var console = new TerminalOutput(Screen, Screen, TextReader.Null) { IsTerminal = true, CanAsk = true, ShowsProgress = true,
            ReadKey = _keys.Take, Columns = () => 80 };
        return Task.Run(() =>
            Cli.Program.RunAsync(arguments, console,
            new(environment, Path.GetTempPath(), OwnsProcess: false, TestContext.Current.CancellationToken)));
    }

    /// <summary>Types a text; `\n` is Enter.</summary>
    public void Type(string text)
    {
        foreach (var character in text)
            _keys.Add(new(character, character == '\n' ? ConsoleKey.Enter : 0, shift: false, alt: false, control: false));
    }

    /// <summary>Presses a key that writes nothing.</summary>
    public void Press(ConsoleKey key, bool control = false) => _keys.Add(new('\0', key, shift: false, alt: false, control));

    public void Dispose() => _keys.CompleteAdding();
}
