using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Operations;

namespace Tqq.Core.Access;

/// <summary>
/// Slows down the guessing of one account's password (protocol.md §5.1), so that it never shuts out its owner: an address from which
/// somebody has logged in lately is usual and has a throttle of its own, all others share one. Each login counts as failed from the moment
/// it comes until it has succeeded, so that many at once are no way round.
/// <para>It lies in the account itself, of which there are very many: to be used where it stands, never as a copy.</para>
/// </summary>
/// <param name="usual">The usual addresses as they stand on disk, the latest first.</param>
internal struct LoginGuard(ImmutableArray<IPAddress> usual)
{
    /// <summary>How many addresses are usual: at home, at work, on the phone, and one more.</summary>
    public const int MostUsual = 4;

    /// <summary>
    /// How many logins from unusual addresses are held back at once: with 20 s each, this bounds the guesses of all of them together.
    /// </summary>
    public const int MostHeldBack = 8;

    // Null where nobody has failed lately and no login is under way.
    private Troubles? _troubles;

    public ImmutableArray<IPAddress> Usual { get; private set; } = usual;

    public readonly bool IsUsual(IPAddress address) => Usual.Contains(AddressBlock.Of(address));

    public readonly bool IsIdle(TimeSpan now) => _troubles?.AreOver(now) != false;

    /// <summary>A login has come.</summary>
    /// <param name="address">From where.</param>
    /// <param name="ofAddress">
    /// How long the address is held back for what it did to other accounts; that is nothing to its usual account.
    /// </param>
    /// <param name="now">The time.</param>
    /// <returns>Null where as many wait as may.</returns>
    public LoginPermit? Admit(IPAddress address, TimeSpan ofAddress, TimeSpan now)
    {
        var isUsual = IsUsual(address);
        var throttle = ThrottleOf(address);
        var delay = throttle.Delay(now);
        if (!isUsual && delay > TimeSpan.Zero && !_troubles!.TryHoldBack(now + delay, now))
            return null;
        throttle.Failed(now);
        return new(isUsual || delay > ofAddress ? delay : ofAddress);
    }

    /// <summary>A login that has come was not looked at after all.</summary>
    public void Withdraw(IPAddress address)
    {
        ThrottleOf(address).Forgive();
        ForgetTroubles();
    }

    /// <summary>A login succeeded. It proves nothing about what others tried from elsewhere.</summary>
    /// <returns>The usual addresses from now on, or null where they stay as they are.</returns>
    public ImmutableArray<IPAddress>? Succeeded(IPAddress address)
    {
        var block = AddressBlock.Of(address);
        if (IsUsual(address))
            ThrottleOf(address).Reset();
        else
            ThrottleOf(address).Forgive();
        ForgetTroubles();
        return !Usual.IsEmpty && Usual[0].Equals(block) ? null : [block, .. Usual.Remove(block).Take(MostUsual - 1)];
    }

    /// <summary>These are on disk now.</summary>
    public void SetUsual(ImmutableArray<IPAddress> addresses)
    {
        Usual = addresses;
        _troubles?.KeepOnly(addresses);
    }

    private LoginThrottle ThrottleOf(IPAddress address) =>
        (_troubles ??= new()).ThrottleOf(IsUsual(address) ? AddressBlock.Of(address) : null);

    private void ForgetTroubles()
    {
        if (_troubles?.AreNone == true)
            _troubles = null;
    }

    /// <summary>Failures, and logins under way.</summary>
    private sealed class Troubles
    {
        private readonly LoginThrottle _common = new();

        // These take memory only where somebody fails.
        private Dictionary<IPAddress, LoginThrottle>? _own;
        private List<TimeSpan>? _heldBackUntil;

        /// <summary>Whether there is nothing to remember, whatever the time.</summary>
        public bool AreNone => _common.IsClear && _heldBackUntil is null && _own?.Values.All(throttle => throttle.IsClear) != false;

        /// <summary>Whether nothing is left to remember at this time.</summary>
        public bool AreOver(TimeSpan now) => _common.IsIdle(now) && _own?.Values.All(throttle => throttle.IsIdle(now)) != false;

        /// <summary>The throttle of a usual address; of all others where it is null.</summary>
        public LoginThrottle ThrottleOf(IPAddress? usual) =>
            usual is null ? _common : (_own ??= []).TryGetValue(usual, out var own) ? own : _own[usual] = new();

        /// <summary>No other addresses are usual any more.</summary>
        public void KeepOnly(ImmutableArray<IPAddress> usual)
        {
            foreach (var gone in _own?.Keys.Where(address => !usual.Contains(address)).ToList() ?? [])
                _own!.Remove(gone);
        }

        /// <summary>A login from an unusual address is held back; false where as many are as may.</summary>
        public bool TryHoldBack(TimeSpan until, TimeSpan now)
        {
            _heldBackUntil ??= new(MostHeldBack);
            _heldBackUntil.RemoveAll(earlier => earlier <= now);
            if (_heldBackUntil.Count == MostHeldBack)
                return false;
            _heldBackUntil.Add(until);
            return true;
        }
    }
}
