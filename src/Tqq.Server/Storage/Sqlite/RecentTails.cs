using System.Collections.Immutable;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The tails of logs as the journal has written them itself, so that it need not read them again to bring them to the rest of their logs.
/// It knows a tail whole or not at all; one that it does not know is read.
/// </summary>
internal sealed class RecentTails
{
    // Of all tails together: some megabytes. Where there is more, it begins anew with the next ones.
    private const int MostItems = 20_000;
    private const int MostCharacters = 2_000_000;

    private readonly Dictionary<uint, ImmutableArray<Message>.Builder> _known = [];
    private int _items;
    private int _characters;

    /// <summary>The tail of an account's log, ascending; null where it is not known.</summary>
    public ImmutableArray<Message>? this[uint owner] => _known.TryGetValue(owner, out var tail) ? tail.ToImmutable() : null;

    /// <summary>Nothing stands in the tail.</summary>
    public void Begin(uint owner)
    {
        Leave(owner);
        _known[owner] = ImmutableArray.CreateBuilder<Message>();
    }

    /// <summary>Something comes behind all that stands in the tail.</summary>
    public void Add(uint owner, Message message)
    {
        if (!_known.TryGetValue(owner, out var tail))
            return;
        tail.Add(message);
        (_items, _characters) = (_items + 1, _characters + message.Text.Length);
        if (_items > MostItems || _characters > MostCharacters)
            Forget();
    }

    /// <summary>The tail is brought to its log, or the account has none any more.</summary>
    public void Leave(uint owner)
    {
        if (_known.Remove(owner, out var tail))
            (_items, _characters) = (_items - tail.Count, _characters - tail.Sum(message => message.Text.Length));
    }

    /// <summary>What was written is not so: no tail is known.</summary>
    public void Forget()
    {
        _known.Clear();
        (_items, _characters) = (0, 0);
    }
}
