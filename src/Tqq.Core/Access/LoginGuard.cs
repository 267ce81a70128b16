using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Operations;

namespace Tqq.Core.Access;

/// <summary>
/// Slows down the guessing of one account's password (protocol.md §5.1), so that it never shuts out its owner: an address from which somebody has
/// logged in lately is usual and has a throttle of its own, all others share one. Each login counts as failed from the moment it comes until it has
/// succeeded, so that many at once are no way round.
/// </summary>
/// <param name="usual">The usual addresses as they stand on disk, the latest first.</param>
internal sealed class LoginGuard(ImmutableArray<IPAddress> usual)
{
    /// <summary>How many addresses are usual: at home, at work, on the phone, and one more.</summary>
    public const int MostUsual = 4;

    /// <summary>How many logins from unusual addresses are held back at once: with 20 s each, this bounds the guesses of all of them together.</summary>
    public const int MostHeldBack = 8;

    private readonly LoginThrottle _common = new();

    // Take memory only where somebody fails.
    private Dictionary<IPAddress, LoginThrottle>? _own;
    private List<TimeSpan>? _heldBackUntil;

    public ImmutableArray<IPAddress> Usual { get; private set; } = usual;

    public bool IsUsual(IPAddress address) => Usual.Contains(AddressBlock.Of(address));

    public bool IsIdle(TimeSpan now) => _common.IsIdle(now) && _own?.Values.All(throttle => throttle.IsIdle(now)) != false;

    /// <summary>A login has come.</summary>
    /// <param name="address">From where.</param>
    /// <param name="ofAddress">How long the address is held back for what it did to other accounts; that is nothing to its usual account.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where as many wait as may.</returns>
    public LoginPermit? Admit(IPAddress address, TimeSpan ofAddress, TimeSpan now)
    {
        var isUsual = IsUsual(address);
        var throttle = ThrottleOf(address);
        var delay = throttle.Delay(now);
        if (!isUsual && delay > TimeSpan.Zero && !TryHoldBack(now + delay, now))
            return null;
        throttle.Failed(now);
        return new(isUsual || delay > ofAddress ? delay : ofAddress);
    }

    /// <summary>A login that has come was not looked at after all.</summary>
    public void Withdraw(IPAddress address) => ThrottleOf(address).Forgive();

    /// <summary>A login succeeded. It proves nothing about what others tried from elsewhere.</summary>
    /// <returns>The usual addresses from now on, or null where they stay as they are.</returns>
    public ImmutableArray<IPAddress>? Succeeded(IPAddress address)
    {
        var block = AddressBlock.Of(address);
        if (IsUsual(address))
            ThrottleOf(address).Reset();
        else
            _common.Forgive();
        return !Usual.IsEmpty && Usual[0].Equals(block) ? null : [block, .. Usual.Remove(block).Take(MostUsual - 1)];
    }

    /// <summary>These are on disk now.</summary>
    public void SetUsual(ImmutableArray<IPAddress> addresses)
    {
        Usual = addresses;
        foreach (var gone in _own?.Keys.Where(address => !addresses.Contains(address)).ToList() ?? [])
            _own!.Remove(gone);
    }

    private LoginThrottle ThrottleOf(IPAddress address)
    {
        if (!IsUsual(address))
            return _common;
        var block = AddressBlock.Of(address);
        return (_own ??= []).TryGetValue(block, out var own) ? own : _own[block] = new();
    }

    private bool TryHoldBack(TimeSpan until, TimeSpan now)
    {
        _heldBackUntil ??= new(MostHeldBack);
        _heldBackUntil.RemoveAll(earlier => earlier <= now);
        if (_heldBackUntil.Count == MostHeldBack)
            return false;
        _heldBackUntil.Add(until);
        return true;
    }
}
