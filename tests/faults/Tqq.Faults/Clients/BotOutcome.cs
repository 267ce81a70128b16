namespace Tqq.Faults.Clients;

/// <summary>What became of the texts of a bot that is killed again and again.</summary>
internal sealed class BotOutcome
{
    private readonly HashSet<string> _begunBefore = [];
    private HashSet<string> _inHand = [];
    private int _firstUnhandled;

    /// <summary>What was handled, in whatever run.</summary>
    public HashSet<string> Finished { get; } = [];

    /// <summary>How many texts there were.</summary>
    public int Sent { get; set; }

    /// <summary>How many of them were never handled.</summary>
    public int Left { get; set; }

    /// <summary>How many runs ended in the middle.</summary>
    public int Kills { get; private set; }

    /// <summary>Begun again: the last one of its sender when the bot was killed.</summary>
    public int AgainInHand { get; private set; }

    /// <summary>Begun again: it had been handled behind one that was not.</summary>
    public int AgainBehind { get; private set; }

    /// <summary>Begun again though it had been handled, and all that came before it.</summary>
    public int AgainOthers { get; private set; }

    /// <summary>A run has ended.</summary>
    /// <param name="begun">What it has begun, in order.</param>
    /// <param name="finished">What it has finished.</param>
    /// <param name="sent">All texts in the order in which they were sent.</param>
    /// <param name="senderOf">Who sent one.</param>
    /// <param name="isCut">Whether it was killed in the middle.</param>
    public void Ran(List<string> begun, HashSet<string> finished, List<string> sent, Func<string, string> senderOf, bool isCut)
    {
        foreach (var text in begun.Where(_begunBefore.Contains))
        {
            if (_inHand.Contains(text))
                AgainInHand++;
            else if (sent.IndexOf(text) > _firstUnhandled)
                AgainBehind++;
            else
                AgainOthers++;
        }

        Kills += isCut ? 1 : 0;
        _begunBefore.UnionWith(begun);
        Finished.UnionWith(finished);
        _inHand = [.. begun.GroupBy(senderOf).Select(texts => texts.Last())];
        _firstUnhandled = sent.FindIndex(text => !Finished.Contains(text)) is >= 0 and var at ? at : sent.Count;
    }
}
