using System.Collections.Concurrent;
using System.Globalization;

namespace Tqq.Bench.Crowd;

/// <summary>Every message that was sent and every one that came, kept outside of server and client.</summary>
internal sealed class Ledger
{
    private readonly ConcurrentDictionary<string, int> _messages = new();
    private readonly ConcurrentDictionary<(uint From, uint To), int> _lastSeen = new();
    private int _outOfOrder;
    private int _received;

    public int Sent => _messages.Count;

    public int Received => Volatile.Read(ref _received);

    public int Lost => _messages.Count(message => message.Value == 0);

    public int Twice => _messages.Count(message => message.Value > 1);

    public int OutOfOrder => _outOfOrder;

    /// <summary>The text of a message that is going to be sent.</summary>
    public string Send(uint from, uint to, int number)
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{from} {to} {number}");
        _messages[text] = 0;
        return text;
    }

    public void Receive(string text)
    {
        Interlocked.Increment(ref _received);
        _messages.AddOrUpdate(text, _ => throw new InvalidOperationException("nobody sent this: " + text), (_, times) => times + 1);
        var parts = text.Split(' ').Select(part => uint.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var number = (int)parts[2];
        _lastSeen.AddOrUpdate((parts[0], parts[1]), number, (_, before) =>
        {
            if (before >= number)
                Interlocked.Increment(ref _outOfOrder);
            return Math.Max(before, number);
        });
    }
}
