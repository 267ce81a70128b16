namespace Tqq.Bench.Others.Checking;

/// <summary>The books of one receiver: every message that came, compared with what had to come. Used by one thread at a time.</summary>
internal sealed class ReceiverBooks
{
    private readonly Route _route;
    private readonly int _receiver;
    private readonly int[] _next; // the lowest number of each sender that nothing later than it has come before
    private readonly HashSet<(int Sender, int Number)> _skipped = [];
    private readonly List<(long SentAt, long Took)> _times = [];
    private long _received;
    private long _twice;
    private long _outOfOrder;

    public ReceiverBooks(Route route, int receiver)
    {
        (_route, _receiver) = (route, receiver);
        _next = [.. Enumerable.Range(0, route.Pairs).Select(sender => route.First(sender, receiver))];
    }

    /// <summary>How many came, each counted once.</summary>
    public long Received => Volatile.Read(ref _received);

    /// <summary>For each message when it was sent and how long it took, in the generator's ticks.</summary>
    public IReadOnlyList<(long SentAt, long Took)> Times => _times;

    /// <summary>A message came.</summary>
    /// <exception cref="InvalidOperationException">It was sent to somebody else.</exception>
    public void Take(NumberedText text, long now)
    {
        if (text.Sender >= _route.Pairs || _route.Receiver(text.Sender, text.Number) != _receiver)
            throw new InvalidOperationException($"receiver {_receiver} was given the message of another: {text}");
        ref var next = ref _next[text.Sender];
        if (text.Number < next)
        {
            if (!_skipped.Remove((text.Sender, text.Number)))
            {
                _twice++;
                return;
            }

            _outOfOrder++;
        }
        else
        {
            for (; next < text.Number; next += _route.Pairs)
                _skipped.Add((text.Sender, next));
            next += _route.Pairs;
        }

        _times.Add((text.SentAt, now - text.SentAt));
        Volatile.Write(ref _received, _received + 1);
    }

    /// <summary>The end: what has not come by now is lost.</summary>
    /// <param name="acknowledged">For each sender how many messages were acknowledged to it.</param>
    public Tally Close(IReadOnlyList<int> acknowledged)
    {
        var sent = 0L;
        for (var sender = 0; sender < _route.Pairs; sender++)
            if (_route.First(sender, _receiver) is var first && acknowledged[sender] > first)
                sent += (acknowledged[sender] - first - 1) / _route.Pairs + 1;
        return new(sent, _received, Math.Max(0, sent - _received), _twice, _outOfOrder);
    }
}
