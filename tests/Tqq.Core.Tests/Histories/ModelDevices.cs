using System.Net;

namespace Tqq.Core.Tests.Histories;

/// <summary>
/// The device sessions of an account of the model (protocol.md §3): none ends another. Those that nobody used for 90 days by the calendar
/// make room when another one is opened.
/// </summary>
internal sealed class ModelDevices
{
    private static readonly TimeSpan Lingering = TimeSpan.FromSeconds(60);

    private readonly SortedDictionary<int, Device> _devices = [];
    private int _lastId;

    public IEnumerable<(int Id, IPAddress Address)> All => _devices.Select(device => (device.Key, device.Value.Address));

    /// <summary>Whether they keep the account online, as others have been told.</summary>
    public bool AreOnline { get; private set; }

    public bool Contains(int id) => _devices.ContainsKey(id);

    public bool HasStream(int id) => _devices.TryGetValue(id, out var device) && device.Streams > 0;

    public int Open(IPAddress from, TimeSpan calendar)
    {
        foreach (var (unused, _) in _devices.Where(device => calendar - device.Value.Used >= TimeSpan.FromDays(90)).ToList())
            _devices.Remove(unused);
        _devices[++_lastId] = new() { Address = from, Used = calendar };
        return _lastId;
    }

    public void Close(int id) => _devices.Remove(id);

    /// <summary>All end at once, and nobody lingers.</summary>
    public void CloseAll()
    {
        _devices.Clear();
        AreOnline = false;
    }

    public void Use(int id, IPAddress from, TimeSpan calendar) => (_devices[id].Address, _devices[id].Used) = (from, calendar);

    public void Attach(int id)
    {
        _devices[id].Streams++;
        AreOnline = true;
    }

    public void Detach(int id, TimeSpan now)
    {
        if (--_devices[id].Streams == 0)
            _devices[id].Left = now;
    }

    /// <summary>Somebody looks who is online yet.</summary>
    public void Settle(TimeSpan now) => AreOnline = _devices.Values.Any(device => device.Streams > 0 || now - device.Left < Lingering);

    /// <summary>The process dies, and all streams with it.</summary>
    public void Restart()
    {
        AreOnline = false;
        foreach (var device in _devices.Values)
            (device.Streams, device.Left) = (0, null);
    }

    /// <summary>Nothing is left of them, nor of their numbers.</summary>
    public void Forget()
    {
        CloseAll();
        _lastId = 0;
    }

    private sealed class Device
    {
        public required IPAddress Address { get; set; }

        public required TimeSpan Used { get; set; }

        public int Streams { get; set; }

        /// <summary>When its last stream was gone.</summary>
        public TimeSpan? Left { get; set; }
    }
}
