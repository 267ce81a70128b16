namespace Tqq.Load.Checking;

/// <summary>
/// The books: every message that went out, what the server said to it, and how it came. Kept outside of the server; safe for threads.
/// </summary>
/// <param name="text">How messages are numbered.</param>
internal sealed class MessageChecker(MessageText text)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(uint From, uint To), Pair> _pairs = [];
    private long _stored, _unanswered, _received, _duplicated, _reordered, _neverSent, _foreign;

    /// <summary>Those for whom messages are stored that have not come.</summary>
    public IReadOnlyCollection<uint> Owed
    {
        get
        {
            lock (_lock)
                return [.. _pairs.Where(pair => pair.Value.Owed > 0).Select(pair => pair.Key.To).Distinct()];
        }
    }

    /// <summary>Those to whom anything was sent.</summary>
    public IReadOnlyCollection<uint> Receivers
    {
        get
        {
            lock (_lock)
                return [.. _pairs.Keys.Select(pair => pair.To).Distinct()];
        }
    }

    /// <summary>How many are stored and how many came, so far.</summary>
    public (long Stored, long Received) SoFar
    {
        get
        {
            lock (_lock)
                return (_stored, _received);
        }
    }

    /// <summary>A message is going out. One at a time from one sender, or there is no order.</summary>
    /// <returns>Its number and its text.</returns>
    public (int Number, string Text) Begin(uint from, uint to, int length)
    {
        lock (_lock)
        {
            if (!_pairs.TryGetValue((from, to), out var pair))
                _pairs[(from, to)] = pair = new();
            var number = pair.Begin();
            return (number, text.Write(number, length));
        }
    }

    /// <summary>The server has answered, or never will.</summary>
    public void Settle(uint from, uint to, int number, MessageFate fate)
    {
        lock (_lock)
        {
            _pairs[(from, to)].Settle(number, fate);
            _stored += fate == MessageFate.Stored ? 1 : 0;
            _unanswered += fate == MessageFate.Unknown ? 1 : 0;
        }
    }

    /// <summary>A text was handed out.</summary>
    public void Receive(uint from, uint to, string message)
    {
        lock (_lock)
        {
            if (!text.TryRead(message, out var number))
            {
                _foreign++;
                return;
            }

            var received = _pairs.TryGetValue((from, to), out var pair) ? pair.Receive(number) : ReceivedAs.NeverSent;
            _received += received is ReceivedAs.InOrder or ReceivedAs.OutOfOrder ? 1 : 0;
            _reordered += received == ReceivedAs.OutOfOrder ? 1 : 0;
            _duplicated += received == ReceivedAs.Again ? 1 : 0;
            _neverSent += received == ReceivedAs.NeverSent ? 1 : 0;
        }
    }

    /// <summary>What became of them up to now.</summary>
    public CheckResult Result()
    {
        lock (_lock)
            return new(_stored, _received, _pairs.Values.Sum(pair => (long)pair.Owed), _duplicated, _reordered,
                _neverSent + _pairs.Values.Sum(pair => (long)pair.RefusedButCame), _unanswered, _foreign);
    }
}
