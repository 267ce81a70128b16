using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>The device sessions of an account (protocol.md §3).</summary>
public readonly record struct AccountDevices
{
    private readonly AccountState _state;

    internal AccountDevices(AccountState state) => _state = state;

    /// <summary>All of them, ascending by number.</summary>
    public ImmutableArray<DeviceSession> All => _state.Devices?.All ?? [];

    /// <summary>Whether there is one of this number.</summary>
    public bool Contains(int id) => _state.Devices?.Contains(id) == true;

    /// <summary>
    /// Takes one use of the limit of everything else: for what a device asks without an <see cref="Commands.Operation"/>.
    /// </summary>
    /// <returns>Null where it may go on; otherwise what it is answered.</returns>
    public Outcome? Charge(int id, Moment now)
    {
        if (!Contains(id))
            return Outcome.FromAnswer(Answer.NotLoggedIn.Instance);
        return _state.Rates.TryTake(RateClass.Other, _state.Rules.Rates, now.Uptime)
            ? default(Outcome?)
            : new Outcome(
                Answer.Refused.TooFast(_state.Rates.UntilNext(RateClass.Other, _state.Rules.Rates, now.Uptime)), _state.Rules.Penalty);
    }

    /// <summary>Opens one more; the longest unused gives way where there are as many as may be.</summary>
    /// <param name="kind">What opens it.</param>
    /// <param name="name">What its owner calls it; 100 characters at most.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="credentialHash">The hash of what its client shows to act in it; null where its door keeps that.</param>
    /// <param name="now">The time.</param>
    /// <param name="grant">What it may, if it is a token; none gives way to that.</param>
    /// <param name="status">The status that the account has from then on; null to leave it.</param>
    /// <returns>
    /// What to store, and the session; null where the account does not exist, is shut, or has as many tokens as it may.
    /// </returns>
    public (Step.Done Step, DeviceSession Session)? Open(
        DeviceKind kind, string name, IPAddress from, string? credentialHash, Moment now, DeviceGrant? grant = null,
        Status? status = null)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, DeviceSession.LongestName);
        if (_state is not { Account.Enabled: true, IsLeaving: false })
            return null;
        var devices = _state.OwnDevices;
        if (grant is not null && !devices.HasRoomForToken(now.Wall))
            return null;
        var changes = ImmutableArray.CreateBuilder<Change>();
        foreach (var over in devices.Expired(now.Wall).Concat(grant is null ? devices.GivingWay(now.Wall) : []))
            changes.Add(new Change.DeviceClosed(over));
        var opened = new DeviceSession(devices.NextId(), kind, name, from, now.Wall, now.Wall, credentialHash, grant);
        changes.Add(new Change.DeviceOpened(opened, _state.Status));
        if (status is not { } chosen || chosen == _state.Status)
            return (new(Answer.Done.Instance) { Changes = changes.DrainToImmutable() }, opened);
        // Stored in one with the session: whoever comes in unseen is not seen for a moment.
        var (change, tells) = _state.ChooseStatus(chosen);
        changes.Add(change);
        return (new(Answer.Done.Instance) { Changes = changes.DrainToImmutable(), Tells = tells }, opened);
    }

    /// <summary>Gives one another name.</summary>
    /// <returns>What to store; null where there is none of this number.</returns>
    public Step.Done? Rename(int id, string name)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(name.Length, DeviceSession.LongestName);
        return Contains(id) ? new(Answer.Done.Instance) { Changes = [new Change.DeviceNamed(id, name)] } : null;
    }

    /// <summary>Whether any of them is told of messages while no page is open.</summary>
    public bool HasPush => _state.Devices?.HasPush == true;

    /// <summary>Whether a browser has a stream open.</summary>
    public bool IsPageOpen => _state.Devices?.IsPageOpen == true;

    /// <summary>
    /// Has the browser of a session told of messages while no page is open. Where another session is told there it is not any more: it was
    /// the same browser.
    /// </summary>
    /// <returns>What to store; null where there is no session of this number, or <see cref="PushTarget.Most"/> others are told.</returns>
    public Step.Done? SetPush(int id, PushTarget push)
    {
        if (!Contains(id))
            return null;
        var others = All.Where(device => device.Id != id && device.Push is not null)
            .ToLookup(device => device.Push!.Endpoint == push.Endpoint);
        return others[false].Count() >= PushTarget.Most ? null
            : Do([.. others[true].Select(device => new Change.DevicePushSet(device.Id, null)), new Change.DevicePushSet(id, push)]);
    }

    /// <summary>Has the browser of a session told of messages no longer.</summary>
    /// <param name="id">The number of the session.</param>
    /// <param name="endpoint">Only where it is told there; null for wherever.</param>
    /// <returns>What to store; null where it is not told.</returns>
    public Step.Done? ClearPush(int id, string? endpoint) =>
        _state.Devices?.Session(id)?.Push is { } push && (endpoint is null || push.Endpoint == endpoint)
            ? Do([new Change.DevicePushSet(id, null)]) : null;

    /// <summary>
    /// Whether whoever shows this secret is admitted now: the account is open and may be used from there, and the session is not over.
    /// </summary>
    /// <param name="id">The number of the session.</param>
    /// <param name="credentialHash">The hash of what the client shows; null where it was looked at before.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="now">The time.</param>
    public DeviceSession? Admit(int id, string? credentialHash, IPAddress from, Moment now) =>
        _state is { Account: { Enabled: true, Settings.Access: var access }, IsLeaving: false } && access.Admits(from)
        && _state.Devices?.Session(id) is { } session && !session.HasExpired(now.Wall)
        && (credentialHash is null || credentialHash == session.CredentialHash) ? session : null;

    /// <summary>One that was admitted is used now.</summary>
    /// <returns>What is to be stored beside; null mostly.</returns>
    public Change? Use(int id, IPAddress from, Moment now) =>
        _state.Devices!.Use(id, from, now.Wall) ? new Change.DeviceUsed(id, now.Wall, from) : null;

    /// <summary>
    /// Whether the account's own password may open it from there: then it has to be computed whether it fits. From where the account is not
    /// used nobody learns more of it.
    /// </summary>
    public LoginCheck Examine(IPAddress from) => _state switch
    {
        { Account: null } or { IsLeaving: true } => new LoginCheck.Hopeless(LoginObstacle.NoSuchAccount),
        _ when !_state.Account.Settings.Access.Admits(from) => new LoginCheck.Hopeless(LoginObstacle.Address),
        { Account.Enabled: false } => new LoginCheck.Hopeless(LoginObstacle.Disabled),
        _ => new LoginCheck.ByPassword(_state.PasswordVersion),
    };

    /// <summary>Somebody signed in from there.</summary>
    /// <returns>What is to be stored beside; null where the address is the usual one.</returns>
    public Change? SignedIn(IPAddress from) =>
        _state.Guard.Succeeded(from) is { } usual ? new Change.UsualAddressesSet(usual) : null;

    /// <summary>Whether an administrator has ended the one of this number, as long as memory knows.</summary>
    public bool WasEndedByAdministrator(int id) => _state.Devices?.WasEndedByAdministrator(id) == true;

    /// <summary>Closes one; <see cref="Settle"/> has to follow.</summary>
    /// <param name="id">Its number.</param>
    /// <param name="now">The time; null where that does not matter.</param>
    /// <param name="byAdministrator">Whether an administrator ends it.</param>
    /// <returns>What to store; null where there is none of this number.</returns>
    public Step.Done? Close(int id, Moment? now = null, bool byAdministrator = false) =>
        Contains(id) ? Do([Closing(id, now, byAdministrator)]) : null;

    /// <summary>The change that closes one.</summary>
    internal Change.DeviceClosed Closing(int id, Moment? now, bool byAdministrator) =>
        new(id, now is { } at ? _state.Devices?.Seen(id, at.Wall) : null, byAdministrator);

    /// <summary>A stream of one is opened: the account is online from now on.</summary>
    /// <returns>What to store and whom to tell; null where there is none of this number.</returns>
    public Step.Done? Attach(int id, IPAddress from, Moment now)
    {
        if (!Contains(id))
            return null;
        var (before, wasOnline) = (_state.Seen, _state.IsOnline);
        _state.Devices!.Attach(id);
        _state.NoteDevices();
        return new(Answer.Done.Instance)
        {
            Changes = _state.Devices.Use(id, from, now.Wall) ? [new Change.DeviceUsed(id, now.Wall, from)] : [],
            Tells = wasOnline && _state.Friends is not null ? _state.TellIfChanged(before) : _state.Greet(before),
        };
    }

    /// <summary>A stream is gone: when no other one opens within a minute, the device is offline.</summary>
    public void Detach(int id, Moment now) => _state.Devices?.Detach(id, now.Uptime);

    /// <summary>Has the account go offline where no session keeps it online any longer.</summary>
    /// <returns>Whom to tell.</returns>
    public Step.Done Settle(Moment now)
    {
        var before = _state.Seen;
        _state.Devices?.Settle(now.Uptime);
        _state.NoteDevices();
        return new(Answer.Done.Instance) { Tells = _state.TellIfChanged(before) };
    }

    private static Step.Done Do(ImmutableArray<Change> changes) => new(Answer.Done.Instance) { Changes = changes };
}
