using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;
using Tqq.Protocol.Segments;

namespace Tqq.Client;

/// <summary>
/// The items of the last GetMsgEx reply, and what the program has done about each. The server acknowledges a count from the first item on,
/// so an item is acknowledged when it and all items before it are settled. Any thread may call.
/// </summary>
internal sealed class Inbox
{
    /// <summary>A server hands out at most this many messages at once (protocol.md §5.9).</summary>
    public const int MostAtOnce = 100;

    // A presence notice is not kept, so it has no number (protocol.md §4).
    private const uint PresenceType = 99;

    private readonly Lock _lock = new();
    // By reference. Items that nobody holds any more are forgotten.
    private readonly ConditionalWeakTable<Incoming, Entry> _known = [];
    private readonly SettledItems _settled = new(SettledItems.Mailbox);
    private List<Entry> _entries = [];
    private Seq? _handedOutTo;
    private int _prefix;
    private int _said;
    private int _heard;

    /// <summary>Whether the server numbers what it hands out (`FI`, protocol.md §4), as those do that know the keys of texts too.</summary>
    public bool IsNumbered { get; private set; }

    /// <summary>Whether something is settled that no answered request has acknowledged.</summary>
    public bool OwesReceipt
    {
        get
        {
            lock (_lock)
                return _prefix > _heard;
        }
    }

    /// <summary>Whether an item is not settled.</summary>
    public bool HasUnsettled
    {
        get
        {
            lock (_lock)
                return _prefix < _entries.Count;
        }
    }

    /// <summary>Whether an item was not yielded to the program.</summary>
    public bool HasUnyielded
    {
        get
        {
            lock (_lock)
                return _entries.Exists(entry => !entry.IsYielded);
        }
    }

    /// <summary>Whether so many items are unsettled that the server can hand out no others.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
                return _entries.Count - _prefix >= MostAtOnce;
        }
    }

    /// <summary>
    /// Whether the server may have other items than these. While one is unsettled it is asked only if it numbers them: it hands out the
    /// unsettled ones again, and only by their numbers they are known from new ones with the same text.
    /// </summary>
    public bool WantsMore
    {
        get
        {
            lock (_lock)
                return _prefix == _entries.Count
                    || (IsNumbered && _entries.Count - _prefix < MostAtOnce && _entries.TrueForAll(entry => entry.IsYielded));
        }
    }

    /// <summary>A GetMsgEx was answered. Items that were handed out before stay what they are, yielded and settled or not.</summary>
    /// <param name="seq">Its `SEQ`.</param>
    /// <param name="reply">What it brought.</param>
    public void Put(Seq seq, GetMsgExReply reply)
    {
        lock (_lock)
        {
            var numbered = _entries.Where(entry => entry.Number is not null).ToDictionary(entry => entry.Number!.Value);
            // Notices have no numbers. Those that the request did not acknowledge come again, in the same order.
            var notices = reply.First is null ? [] : _entries.Skip(_said).Where(entry => entry.Number is null).ToList();
            var next = reply.First ?? 0;
            _entries = [.. SegmentJoiner.Join(reply.Items).Select(item =>
                EntryOf(item, next > 0 && item.Type != PresenceType ? next++ : null))];
            (_handedOutTo, IsNumbered, _prefix, _said, _heard) = (seq, reply.First is not null, 0, 0, 0);
            Advance();

            Entry EntryOf(MessageItem raw, long? number)
            {
                var item = Read(raw);
                if (number is { } known && numbered.GetValueOrDefault(known) is { } earlier && earlier.Item == item)
                    return earlier;
                if (number is null && notices.Find(notice => notice.Item == item) is { } again)
                {
                    notices.Remove(again);
                    return again;
                }

                var fingerprint = number is null ? default : SettledItems.FingerprintOf(raw);
                var entry = new Entry(item, number, fingerprint) { IsSettled = number is { } given
                    && _settled.Contains(given, fingerprint) };
                _known.Add(item, entry);
                return entry;
            }
        }
    }

    /// <summary>The next item for the program; null where all were yielded.</summary>
    public Incoming? Next()
    {
        lock (_lock)
        {
            if (_entries.Find(entry => !entry.IsYielded) is not { } next)
                return null;
            next.IsYielded = true;
            return next.Item;
        }
    }

    /// <summary>The program has stopped reading: what it has not settled is yielded again when it reads again.</summary>
    public void Return()
    {
        lock (_lock)
            foreach (var entry in _entries)
                entry.IsYielded = entry.IsSettled;
    }

    /// <summary>All that the program has not settled.</summary>
    public ImmutableArray<Incoming> Snapshot()
    {
        lock (_lock)
            return [.. _entries.Where(entry => !entry.IsSettled).Select(entry => entry.Item)];
    }

    /// <summary>The program has done what it wants to do about an item.</summary>
    /// <exception cref="ArgumentException">The item is not from here.</exception>
    public void Settle(Incoming item)
    {
        lock (_lock)
        {
            if (!_known.TryGetValue(item, out var entry))
                throw new ArgumentException("Only an item that this client has read can be settled, not a copy of it.", nameof(item));
            entry.IsSettled = true;
            if (entry.Number is { } number)
                _settled.Add(number, entry.Fingerprint);
            Advance();
        }
    }

    /// <summary>What the next request has to say about it.</summary>
    public Receipt Receipt()
    {
        lock (_lock)
        {
            _said = _prefix;
            return _handedOutTo is { } seq ? new((uint)_prefix, seq) : Protocol.Requests.Receipt.Nothing;
        }
    }

    /// <summary>The request that said the last <see cref="Receipt"/> was answered.</summary>
    public void Heard()
    {
        lock (_lock)
            _heard = _said;
    }

    private void Advance()
    {
        while (_prefix < _entries.Count && _entries[_prefix].IsSettled)
            _prefix++;
    }

    private static Incoming Read(MessageItem item) => item.Type switch
    {
        9 when item.Sender == Incoming.System => new Incoming.Notice(item.Sender, item.Text),
        9 => new Incoming.Message(item.Sender, item.Text),
        PresenceType when item.Text is "10" or "20" or "30" =>
            new Incoming.PresenceChange(item.Sender, (UserStatus)int.Parse(item.Text, System.Globalization.CultureInfo.InvariantCulture)),
        2 => new Incoming.FriendRequest(item.Sender, item.Text),
        3 => new Incoming.Accepted(item.Sender),
        4 => new Incoming.Refused(item.Sender, item.Text),
        _ => new Incoming.Other(item.Sender, item.Type, item.Text),
    };

    private sealed class Entry(Incoming item, long? number, UInt128 fingerprint)
    {
        private bool _isYielded;

        public Incoming Item => item;

        /// <summary>The log number of a message (`FI`, protocol.md §4); null where the server gives none.</summary>
        public long? Number => number;

        /// <summary>What it is, where it has a number.</summary>
        public UInt128 Fingerprint => fingerprint;

        public bool IsSettled { get; set; }

        /// <summary>What is settled need not be yielded.</summary>
        public bool IsYielded
        {
            get => _isYielded || IsSettled;
            set => _isYielded = value;
        }
    }
}
