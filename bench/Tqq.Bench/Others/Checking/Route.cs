namespace Tqq.Bench.Others.Checking;

/// <summary>Who writes to whom: a sender goes round all receivers, each sender begins with another one.</summary>
/// <param name="Pairs">As many senders as receivers.</param>
internal readonly record struct Route(int Pairs)
{
    /// <summary>The receiver of a sender's message.</summary>
    public int Receiver(int sender, int number) => (sender + number) % Pairs;

    /// <summary>The first number that a sender sends to a receiver; each <see cref="Pairs"/> numbers later comes the next.</summary>
    public int First(int sender, int receiver) => (receiver - sender + Pairs) % Pairs;
}
