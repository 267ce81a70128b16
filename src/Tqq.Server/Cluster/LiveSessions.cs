using System.Collections.Concurrent;
using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Sessions;

namespace Tqq.Server.Cluster;

/// <summary>
/// The sessions of all accounts, those included whose accounts have not come into memory since the start. It spares asking accounts that
/// have none, and a request that belongs to no session is answered from here alone: so its time does not tell whether there is such an
/// account (protocol.md §2.2).
/// </summary>
internal sealed class LiveSessions
{
    private readonly ConcurrentDictionary<Uin, (SessionRecord? Session, IReadOnlyList<string>? DisplacedKeys)> _online = new();
    private volatile bool _areOver;
    private int _withKey;
    private int _withoutKey;
    private int _withoutSession;

    /// <summary>Whether all sessions are known: not where the store could not read them. Then each account may have one.</summary>
    public bool AreAllKnown { get; set; } = true;

    /// <summary>
    /// Whether sessions that come from disk are over, though they could not be removed there yet: a full disk keeps nobody from starting
    /// and logging in.
    /// </summary>
    public bool AreOver
    {
        get => _areOver;
        set => _areOver = value;
    }

    /// <summary>
    /// An account has this session now, or none. Whoever notes a session and then looks for those of others finds each that has been noted
    /// before it looked for this one: of two accounts that come at the same time at least one sees the other.
    /// </summary>
    /// <param name="uin">The account.</param>
    /// <param name="session">Its session.</param>
    /// <param name="isOnline">Whether the account is online: a device may keep it so.</param>
    /// <param name="displacedKeys">Hashes of the keys of sessions that lost their place to this one.</param>
    public void Note(Uin uin, SessionRecord? session, bool isOnline, IReadOnlyList<string>? displacedKeys = null)
    {
        // One account is noted by one thread at a time.
        if (isOnline ? _online.TryGetValue(uin, out var before) : _online.TryRemove(uin, out before))
            Interlocked.Decrement(ref CountOf(before.Session));
        if (isOnline)
        {
            _online[uin] = (session, displacedKeys);
            Interlocked.Increment(ref CountOf(session));
        }

        Interlocked.MemoryBarrier();
    }

    /// <summary>How many accounts are online, as far as that is known.</summary>
    public int Count => _online.Count;

    /// <summary>
    /// The first accounts behind a number that are online, ascending. All that are online are looked at once, and as many remembered as are
    /// asked for.
    /// </summary>
    public ImmutableArray<Uin> OnlineAfter(Uin after, int limit)
    {
        var first = new PriorityQueue<Uin, uint>();
        // The highest stands first, and gives way.
        foreach (var (uin, _) in _online)
            if (uin > after && first.Count < limit)
                first.Enqueue(uin, uint.MaxValue - uin.Value);
            else if (uin > after && uin < first.Peek())
                first.EnqueueDequeue(uin, uint.MaxValue - uin.Value);
        return [.. first.UnorderedItems.Select(item => item.Element).Order()];
    }

    /// <summary>How many accounts are online, and how many of them by a session of HTTP QQ with a key and without one.</summary>
    public (int Online, int WithKey, int WithoutKey) Counts
    {
        get
        {
            var (withKey, withoutKey) = (Volatile.Read(ref _withKey), Volatile.Read(ref _withoutKey));
            return (withKey + withoutKey + Volatile.Read(ref _withoutSession), withKey, withoutKey);
        }
    }

    /// <summary>Whether an account may be online.</summary>
    public bool MayBeOnline(Uin uin) => _online.ContainsKey(uin) || !AreAllKnown;

    /// <summary>
    /// Whether a request may belong to the session of an account, or to one that lost its place to it; the account decides.
    /// </summary>
    public bool MayAdmit(Uin uin, in Caller caller) => Admits(uin, caller)
        || (caller.KeyHash is { } key && _online.TryGetValue(uin, out var known) && known.DisplacedKeys?.Contains(key) == true);

    /// <summary>Whether a request belongs to the session of an account, as far as that is known.</summary>
    public bool Admits(Uin uin, in Caller caller) =>
        _online.TryGetValue(uin, out var known) ? known.Session?.Admits(caller) == true : !AreAllKnown;

    private ref int CountOf(SessionRecord? session)
    {
        if (session is null)
            return ref _withoutSession;
        return ref session.KeyHash is null ? ref _withoutKey : ref _withKey;
    }
}
