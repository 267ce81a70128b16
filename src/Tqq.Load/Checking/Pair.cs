namespace Tqq.Load.Checking;

/// <summary>All messages from one account to another.</summary>
internal sealed class Pair
{
    private readonly List<Message> _messages = [];
    private int _highest = -1;

    /// <summary>How many are stored and have not come.</summary>
    public int Owed => _messages.Count(message => message is { Fate: MessageFate.Stored, HasCome: false });

    /// <summary>How many were refused and came nevertheless.</summary>
    public int RefusedButCame => _messages.Count(message => message is { Fate: MessageFate.Refused, HasCome: true });

    /// <summary>A new message goes out.</summary>
    /// <returns>Its number, counted from 0.</returns>
    public int Begin()
    {
        _messages.Add(default);
        return _messages.Count - 1;
    }

    /// <summary>The server has answered, or never will.</summary>
    public void Settle(int number, MessageFate fate) => _messages[number] = _messages[number] with { Fate = fate };

    /// <summary>A message has come.</summary>
    public ReceivedAs Receive(int number)
    {
        if (number >= _messages.Count)
            return ReceivedAs.NeverSent;
        var message = _messages[number];
        if (message.HasCome)
            return ReceivedAs.Again;
        _messages[number] = message with { HasCome = true };
        // One that got no answer may have been on its way for long: the next ones may overtake it.
        var isLate = number < _highest && message.Fate != MessageFate.Unknown;
        _highest = Math.Max(_highest, number);
        return isLate ? ReceivedAs.OutOfOrder : ReceivedAs.InOrder;
    }

    private readonly record struct Message(MessageFate Fate, bool HasCome);
}

/// <summary>What the server said to a message.</summary>
internal enum MessageFate : byte
{
    /// <summary>Nothing yet.</summary>
    UnderWay,

    /// <summary>It is stored: it has to come, once.</summary>
    Stored,

    /// <summary>It was refused: it must not come.</summary>
    Refused,

    /// <summary>No answer came: it may come or not, but not twice.</summary>
    Unknown,
}

/// <summary>How a message came.</summary>
internal enum ReceivedAs
{
    /// <summary>For the first time, after all that came before it.</summary>
    InOrder,

    /// <summary>For the first time, but after one that was sent later.</summary>
    OutOfOrder,

    /// <summary>Not for the first time.</summary>
    Again,

    /// <summary>Though nobody sent it.</summary>
    NeverSent,
}
