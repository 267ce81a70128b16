using System.Globalization;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>
/// Numbered messages of each sender to each receiver: attempted, acknowledged, received. It is kept outside of the server and
/// knows when the server was cut off.
/// </summary>
public sealed class Ledger
{
    private static readonly char[] s_filler = ['a', 'ö', '好', '%', '&', ',', ' ', 'z'];

    private readonly Lock _lock = new();
    private readonly Dictionary<(uint From, uint To), List<Entry>> _pages = [];
    private readonly Dictionary<(uint From, uint To), int> _last = [];
    private readonly Dictionary<uint, int> _handouts = [];
    private readonly Dictionary<uint, int> _handoutsAtCut = [];
    private int _run;
    private int _twiceByLastReply;
    private int _twiceByReplyBefore;
    private int _twiceWithoutCut;
    private int _outOfOrder;
    private int _strange;

    /// <summary>
    /// The text of a message, made from its number: lengths of 1 to some 300 bytes, and everything that has to be escaped.
    /// </summary>
    public static string Text(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{number}:{new string(s_filler[number % s_filler.Length], number * 37 % 100)}.");

    /// <summary>Writes down that a message is going to be sent.</summary>
    /// <returns>Its number.</returns>
    public int Attempt(uint from, uint to)
    {
        lock (_lock)
        {
            if (!_pages.TryGetValue((from, to), out var page))
                page = _pages[(from, to)] = [];
            page.Add(new());
            return page.Count - 1;
        }
    }

    /// <summary>Writes down what the sender was told.</summary>
    public void Answer(uint from, uint to, int number, string? result)
    {
        lock (_lock)
        {
            var entry = _pages[(from, to)][number];
            entry.IsAcknowledged = result == "0";
            entry.IsRefused = result == "3";
        }
    }

    /// <summary>Writes down what one reply handed to a receiver.</summary>
    public void Receive(uint to, IReadOnlyList<(uint From, string Text)> messages)
    {
        lock (_lock)
        {
            if (messages.Count == 0)
                return;
            var handout = _handouts[to] = _handouts.GetValueOrDefault(to) + 1;
            foreach (var (from, text) in messages)
                Receive(from, to, text, handout);
        }
    }

    /// <summary>The server was cut off: what stood in the last replies may come again.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _run++;
            foreach (var (to, handout) in _handouts)
                _handoutsAtCut[to] = handout;
        }
    }

    /// <summary>The same book once more, to be carried on apart from this one.</summary>
    public Ledger Copy()
    {
        lock (_lock)
        {
            var copy = new Ledger { _run = _run, _twiceByLastReply = _twiceByLastReply, _twiceByReplyBefore = _twiceByReplyBefore,
                _twiceWithoutCut = _twiceWithoutCut, _outOfOrder = _outOfOrder, _strange = _strange };
            foreach (var (pair, page) in _pages)
                copy._pages[pair] = [.. page.Select(entry => entry.Copy())];
            foreach (var (pair, last) in _last)
                copy._last[pair] = last;
            foreach (var (to, handout) in _handouts)
                copy._handouts[to] = handout;
            foreach (var (to, handout) in _handoutsAtCut)
                copy._handoutsAtCut[to] = handout;
            return copy;
        }
    }

    /// <summary>The messages that were acknowledged and have not come so far.</summary>
    public List<(uint From, uint To, int Number)> Missing()
    {
        lock (_lock)
        {
            return [.. from page in _pages
                       from entry in page.Value.Index()
                       where entry.Item is { IsAcknowledged: true, Received: 0 }
                       select (page.Key.From, page.Key.To, entry.Index)];
        }
    }

    /// <summary>How it looks now.</summary>
    public Findings Sum()
    {
        lock (_lock)
        {
            var all = _pages.Values.SelectMany(page => page).ToList();
            return new()
            {
                Attempted = all.Count,
                Acknowledged = all.Count(entry => entry.IsAcknowledged),
                Refused = all.Count(entry => entry.IsRefused),
                Received = all.Count(entry => entry.Received > 0),
                Lost = all.Count(entry => entry is { IsAcknowledged: true, Received: 0 }),
                RefusedYetThere = all.Count(entry => entry is { IsRefused: true, Received: > 0 }),
                TwiceByLastReply = _twiceByLastReply,
                TwiceByReplyBefore = _twiceByReplyBefore,
                TwiceWithoutCut = _twiceWithoutCut,
                OutOfOrder = _outOfOrder,
                Strange = _strange,
            };
        }
    }

    private void Receive(uint from, uint to, string text, int handout)
    {
        if (!int.TryParse(text.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || text != Text(number) + " "
            || !_pages.TryGetValue((from, to), out var page) || number >= page.Count)
        {
            _strange++;
            return;
        }

        var entry = page[number];
        if (entry.Received++ > 0)
            Judge(entry, _handoutsAtCut.GetValueOrDefault(to));
        else if (number < _last.GetValueOrDefault((from, to), -1))
            _outOfOrder++;
        _last[(from, to)] = Math.Max(number, _last.GetValueOrDefault((from, to), -1));
        (entry.Run, entry.Handout) = (_run, handout);
    }

    private void Judge(Entry before, int handoutAtCut)
    {
        if (before.Run != _run && before.Handout == handoutAtCut)
            _twiceByLastReply++;
        else if (before.Run != _run && before.Handout == handoutAtCut - 1)
            _twiceByReplyBefore++;
        else
            _twiceWithoutCut++;
    }
}
