using System.Globalization;

namespace Tqq.Client.Tests.Serving;

/// <summary>
/// The mailbox of a server that knows counting (`AK`, protocol.md §4): it hands out what is not acknowledged, again and again.
/// </summary>
/// <param name="numbers">Whether it tells the number of the first message (`FI`).</param>
/// <param name="firstNumber">The number of its first message.</param>
internal sealed class CountingMailbox(bool numbers = true, long firstNumber = 41)
{
    private readonly Lock _lock = new();
    private readonly List<(long? Number, int Type, uint From, string Text)> _waiting = [];
    private long _next = firstNumber;
    private (string Seq, int Acknowledged)? _open;

    /// <summary>Account 7 writes.</summary>
    public void Write(params string[] texts) => Write(7, texts);

    public void Write(uint from, params string[] texts)
    {
        lock (_lock)
            foreach (var text in texts)
                _waiting.Add((_next++, 9, from, text));
    }

    /// <summary>A friend's status changes.</summary>
    public void Notice(uint friend, int status)
    {
        lock (_lock)
            _waiting.Add((null, 99, friend, status.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>
    /// The server dies before what it was told last is on disk: these wait again, in front of the others, with the number of the first.
    /// </summary>
    public void Die(long number, params string[] texts)
    {
        lock (_lock)
        {
            _open = null;
            _waiting.InsertRange(0, texts.Select((text, at) => ((long?)number + at, 9, 7u, text)));
        }
    }

    /// <summary>All that waits.</summary>
    public string[] Waiting
    {
        get
        {
            lock (_lock)
                return [.. _waiting.Select(item => item.Text)];
        }
    }

    public StubReply Answer(StubRequest request)
    {
        lock (_lock)
        {
            if (request["AK"].Split('.') is [var count, var seq] && _open is { } open && open.Seq == seq
                && int.Parse(count, CultureInfo.InvariantCulture) is var taken && taken > open.Acknowledged)
            {
                _waiting.RemoveRange(0, taken - open.Acknowledged);
                _open = (seq, taken);
            }

            if (request.Command != "GETMSGEX")
                return StubReply.Friendly(request);
            var items = _waiting.Take(100).ToList();
            _open = items.Count > 0 ? (request["SEQ"], 0) : null;
            var first = items.Find(item => item.Number is not null).Number ?? 0;
            return StubReply.To(request, 0, string.Create(
                CultureInfo.InvariantCulture,
                $"&MN={items.Count}&MT={List(items.Select(item => $"{item.Type}"))}&UN={List(items.Select(item => $"{item.From}"))}"
                + $"&MG={List(items.Select(item => item.Type == 9 ? item.Text + " " : item.Text))}{(numbers ? $"&FI={first}" : "")}"));
        }
    }

    private static string List(IEnumerable<string> items) => string.Concat(items.Select(item => item + ","));
}
