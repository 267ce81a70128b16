using System.Collections.Immutable;
using System.Net;

namespace Tqq.Core.Tests.Histories;

/// <summary>
/// Who is held back when logging in to one account: each of its four usual addresses by itself, all others together, eight of them at once.
/// </summary>
internal sealed class ModelGuard(ImmutableArray<IPAddress> usual)
{
    private readonly Dictionary<IPAddress, ModelThrottle> _own = [];
    private readonly ModelThrottle _others = new();
    private List<TimeSpan> _heldBackUntil = [];

    public ImmutableArray<IPAddress> Usual { get; private set; } = usual;

    /// <summary>For how long a login is held back; null where it is refused. It counts as failed until it has succeeded.</summary>
    public TimeSpan? Admit(IPAddress address, TimeSpan now)
    {
        var delay = ThrottleOf(address).Delay(now);
        if (delay > TimeSpan.Zero && !Usual.Contains(address))
        {
            _heldBackUntil = [.. _heldBackUntil.Where(until => until > now)];
            if (_heldBackUntil.Count == 8)
                return null;
            _heldBackUntil.Add(now + delay);
        }

        ThrottleOf(address).Failed(now);
        return delay;
    }

    public void Succeeded(IPAddress address)
    {
        if (Usual.Contains(address))
            ThrottleOf(address).Succeeded();
        else
            _others.Forgive();
        Usual = [address, .. Usual.Where(known => !known.Equals(address)).Take(3)];
        foreach (var gone in _own.Keys.Except(Usual).ToList())
            _own.Remove(gone);
    }

    private ModelThrottle ThrottleOf(IPAddress address) =>
        !Usual.Contains(address) ? _others : _own.TryGetValue(address, out var own) ? own : _own[address] = new();
}
