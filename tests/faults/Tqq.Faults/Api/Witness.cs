using System.Globalization;

namespace Tqq.Faults.Api;

/// <summary>What one client has seen of a conversation. A text is SENDER.NUMBER; each sender counts from 0 without a gap.</summary>
/// <param name="name">Who sees.</param>
/// <param name="senders">Whose texts it is to see.</param>
internal sealed class Witness(string name, params string[] senders)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<int>> _seen = senders.ToDictionary(sender => sender, _ => new List<int>());

    public string Name => name;

    /// <summary>A text was seen.</summary>
    public void See(string text)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        lock (_lock)
            _seen[text[..dot]].Add(int.Parse(text[(dot + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>How many different texts it has seen.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _seen.Values.Sum(numbers => numbers.Distinct().Count());
        }
    }

    /// <summary>How what it has seen differs from what was sent.</summary>
    /// <param name="sent">How many texts each sender has been told are sent.</param>
    public (int Expected, int Lost, int Twice, int OutOfOrder) Compare(IReadOnlyDictionary<string, int> sent)
    {
        lock (_lock)
            return (senders.Sum(sender => sent[sender]),
                _seen.Sum(pair => Enumerable.Range(0, sent[pair.Key]).Except(pair.Value).Count()),
                _seen.Sum(pair => pair.Value.Count - pair.Value.Distinct().Count()),
                _seen.Sum(pair => pair.Value.Zip(pair.Value.Skip(1)).Count(two => two.Second < two.First)));
    }
}
