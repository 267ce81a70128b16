using System.Text;
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

    /// <summary>What was read or deleted and never acknowledged.</summary>
    public Settled Settled { get; private set; }

    /// <summary>Whether a message is handed out, where it was not acknowledged.</summary>
    public bool Waits(Message message) => !_deleted.Contains(message.Id) && message.Id > _settled.GetValueOrDefault(message.Peer);

    /// <summary>What was read waits no longer.</summary>
    public Settled SettleThrough(long delivered)
    {
        var settled = default(Settled);
        foreach (var item in Items.Where(item => IsWaiting(item, delivered) && item.Number <= Read.GetValueOrDefault(item.Peer)))
            settled += new Settled(1, Encoding.UTF8.GetByteCount(item.Text));
        foreach (var (peer, through) in Read)
            _settled[peer] = through;
        Settled += settled;
        return settled;
    }

    /// <summary>An item is deleted.</summary>
    public Settled Delete(long number, long delivered)
    {
        var waited = Items.Where(item => item.Number == number && IsWaiting(item, delivered)).Select(item =>
            new Settled(1, Encoding.UTF8.GetByteCount(item.Text))).SingleOrDefault();
        _deleted.Add(number);
        Settled += waited;
        return waited;
    }

    private bool IsWaiting(LogItem item, long delivered) =>
        item.Kind < LogKind.Sent && !_deleted.Contains(item.Number) && item.Number > delivered
            && item.Number > _settled.GetValueOrDefault(item.Peer);
}
