using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Core.Tests;

/// <summary>The log of one account of a <see cref="Town"/>, on its disk.</summary>
/// <param name="messages">What had come in when it was begun.</param>
internal sealed class TownLog(IEnumerable<Message> messages)
{
    private readonly Dictionary<Uin, long> _settled = [];
    private readonly HashSet<long> _deleted = [];

    /// <summary>What came in and what was sent, and changes of the list of friends, ascending.</summary>
    public List<LogItem> Items { get; } = [.. messages.Select(message =>
        new LogItem(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At))];

    /// <summary>Through where each peer has been read.</summary>
    public Dictionary<Uin, long> Read { get; } = [];

    /// <summary>Whether a message is handed out, where it was not acknowledged.</summary>
    public bool Waits(Message message) => !_deleted.Contains(message.Id) && message.Id > _settled.GetValueOrDefault(message.Peer);

    /// <summary>What was read waits no longer.</summary>
    public void Settle()
    {
        foreach (var (peer, through) in Read)
            _settled[peer] = through;
    }

    /// <summary>An item is deleted.</summary>
    public void Delete(long number) => _deleted.Add(number);
}
