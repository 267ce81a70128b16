using System.Collections.Immutable;
using System.Net;

namespace Tqq.Core.Devices;

/// <summary>
/// The device sessions of one account. What stands on disk changes only after the disk; who has a stream open is in memory alone.
/// </summary>
internal sealed class DeviceBook
{
    // Nobody needs to know to the minute when a device was used last.
    private static readonly TimeSpan StoredEvery = TimeSpan.FromMinutes(10);

    private readonly List<Device> _devices;
    private int _lastId;

    // The last of those that an administrator has ended: their streams say so. Null where there are none, as nearly always.
    private Queue<int>? _endedByAdministrator;

    public DeviceBook(DeviceSnapshot snapshot) =>
        (_devices, _lastId) = ([.. snapshot.Sessions.Select(session => new Device(session))], snapshot.LastId);

    /// <summary>All of them, ascending by number.</summary>
    public ImmutableArray<DeviceSession> All => [.. _devices.Select(device => device.Session)];

    /// <summary>Whether one has a stream open, or had one a moment ago.</summary>
    public bool AreOnline => _devices.Any(device => device.IsOnline);

    /// <summary>Whether a browser has a stream open.</summary>
    public bool IsPageOpen => _devices.Exists(device => device is { Session.Kind: DeviceKind.Web, Streams: > 0 });

    /// <summary>Whether any of them is told of messages while no page is open.</summary>
    public bool HasPush => _devices.Exists(device => device.Session.Push is not null);

    /// <summary>
    /// When the last of those is offline that have no stream any more; null where none lingers, or another one has a stream.
    /// </summary>
    public TimeSpan? LingersUntil => _devices.Any(device => device.Streams > 0) ? null : _devices.Max(device => device.LingersUntil);

    public bool Contains(int id) => Find(id) is not null;

    /// <summary>A number for one that is about to be opened.</summary>
    public int NextId() => ++_lastId;

    /// <summary>One of them, or null.</summary>
    public DeviceSession? Session(int id) => Find(id)?.Session;

    /// <summary>
    /// Those that have to give way so that one more finds room: the longest unused. One with a stream is used now, and tokens stay.
    /// </summary>
    public IEnumerable<int> GivingWay(DateTimeOffset now)
    {
        var signedIn = _devices.Where(device => device.Session.Grant is null && !device.Session.HasExpired(now)).ToList();
        return signedIn
            .OrderBy(device => device.Streams > 0)
            .ThenBy(device => device.Session.LastSeen)
            .Take(Math.Max(0, signedIn.Count + 1 - DeviceSession.Most))
            .Select(device => device.Session.Id);
    }

    /// <summary>Whether there is room for one more token.</summary>
    public bool HasRoomForToken(DateTimeOffset now) =>
        _devices.Count(device => device.Session.Grant is not null && !device.Session.HasExpired(now)) < DeviceSession.MostTokens;

    /// <summary>Those that are over by themselves.</summary>
    public IEnumerable<int> Expired(DateTimeOffset now) =>
        _devices.Where(device => device.Session.HasExpired(now)).Select(device => device.Session.Id);

    public void Opened(DeviceSession session)
    {
        _lastId = Math.Max(_lastId, session.Id);
        if (!Contains(session.Id))
            _devices.Add(new(session));
    }

    public void Named(int id, string name)
    {
        if (Find(id) is { } device)
            device.Session = device.Session with { Name = name };
    }

    public void SetPush(int id, PushTarget? push)
    {
        if (Find(id) is { } device)
            device.Session = device.Session with { Push = push };
    }

    public void Closed(int id, bool byAdministrator)
    {
        _devices.RemoveAll(device => device.Session.Id == id);
        if (!byAdministrator)
            return;
        (_endedByAdministrator ??= new()).Enqueue(id);
        if (_endedByAdministrator.Count > DeviceSession.Most)
            _endedByAdministrator.Dequeue();
    }

    /// <summary>Whether an administrator has ended one, as long as memory knows.</summary>
    public bool WasEndedByAdministrator(int id) => _endedByAdministrator?.Contains(id) == true;

    /// <summary>When one was used last: now, as long as it has a stream.</summary>
    public DateTimeOffset? Seen(int id, DateTimeOffset now) =>
        Find(id) is { } device ? device.Streams > 0 ? now : device.Session.LastSeen : null;

    /// <summary>A stream is opened.</summary>
    public void Attach(int id) => Find(id)!.Streams++;

    /// <summary>A stream is gone.</summary>
    public void Detach(int id, TimeSpan now)
    {
        if (Find(id) is { } device && --device.Streams == 0)
            device.LingersUntil = now + DeviceSession.Lingering;
    }

    /// <summary>Those whose time is over linger no longer.</summary>
    public void Settle(TimeSpan now)
    {
        foreach (var device in _devices)
            if (device.LingersUntil <= now)
                device.LingersUntil = null;
    }

    /// <summary>One is used now.</summary>
    /// <returns>Whether that is to be stored.</returns>
    public bool Use(int id, IPAddress from, DateTimeOffset now)
    {
        var device = Find(id)!;
        var isNews = now - device.Stored >= StoredEvery || now < device.Stored || !from.Equals(device.Session.Address);
        device.Session = device.Session with { LastSeen = now, Address = from };
        if (isNews)
            device.Stored = now;
        return isNews;
    }

    private Device? Find(int id) => _devices.Find(device => device.Session.Id == id);

    private sealed class Device(DeviceSession session)
    {
        public DeviceSession Session { get; set; } = session;

        /// <summary>When it was used last as the disk knows it.</summary>
        public DateTimeOffset Stored { get; set; } = session.LastSeen;

        public int Streams { get; set; }

        public TimeSpan? LingersUntil { get; set; }

        public bool IsOnline => Streams > 0 || LingersUntil is not null;
    }
}
