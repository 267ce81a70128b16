using System.Text;

namespace Tqq.Cli.Tests.Terminal;

/// <summary>
/// A terminal without an end to its rows: it does what the program's own few control sequences say, and fails at any other, which would
/// have come from a text of somebody else.
/// </summary>
internal sealed class Screen : TextWriter
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Lock _turn = new();
    private readonly List<StringBuilder> _rows = [new()];
    private readonly List<(Func<string, bool> IsThere, TaskCompletionSource Seen)> _waiting = [];
    private string _pending = "";
    private int _column;
    private int _saved;

    public override Encoding Encoding => Encoding.UTF8;

    /// <summary>What it shows.</summary>
    public string Text
    {
        get
        {
            lock (_turn)
                return string.Join('\n', _rows.Select(row => row.ToString()));
        }
    }

    /// <summary>Its rows.</summary>
    public string[] Rows => Text.Split('\n');

    /// <summary>In which column of the last row the cursor stands, wide characters counted once.</summary>
    public int Column
    {
        get
        {
            lock (_turn)
                return _column;
        }
    }

    /// <summary>Ends when it shows what is asked for.</summary>
    public async Task ShowsAsync(Func<string, bool> isThere)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
            _waiting.Add((isThere, seen));
        Write("");
        if (await Task.WhenAny(seen.Task, Task.Delay(s_patience, TestContext.Current.CancellationToken)) != seen.Task)
            Assert.Fail($"the terminal shows only\n{Text}");
    }

    public Task ShowsAsync(string text) => ShowsAsync(shown => shown.Contains(text, StringComparison.Ordinal));

    public override void Write(char value) => Write(value.ToString());

    public override void Write(string? value)
    {
        lock (_turn)
        {
            foreach (var character in value ?? "")
                Take(character);
            var shown = string.Join('\n', _rows.Select(row => row.ToString()));
            foreach (var waiting in _waiting.Where(waiting => waiting.IsThere(shown)).ToList())
            {
                _waiting.Remove(waiting);
                waiting.Seen.SetResult();
            }
        }
    }

    private void Take(char character)
    {
        if (_pending.Length > 0 || character == '\u001b')
        {
            _pending += character;
            _pending = Obey(_pending) ? "" : _pending;
        }
        else if (character == '\r')
        {
            _column = 0;
        }
        else if (character == '\n')
        {
            _rows.Add(new());
            _column = 0;
        }
        else
        {
            Assert.False(char.IsControl(character), $"the terminal got U+{(int)character:X4}");
            var row = _rows[^1];
            if (_column < row.Length)
                row[_column] = character;
            else
                row.Append(character);
            _column++;
        }
    }

    // Whether the sequence is complete.
    private bool Obey(string sequence)
    {
        switch (sequence)
        {
            case "\u001b" or "\u001b[":
                return false;
            case "\u001b[K":
                _rows[^1].Length = Math.Min(_rows[^1].Length, _column);
                return true;
            case "\u001b7":
                _saved = _column;
                return true;
            case "\u001b8":
                _column = _saved;
                return true;
            default:
                Assert.Fail($"the terminal got the control sequence {sequence[1..]}");
                return true;
        }
    }
}
