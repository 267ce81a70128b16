using System.Collections.Immutable;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Hearing;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>
/// What an administrator may do with an account. Whether it exists is asked before; <see cref="Create"/> alone wants it not to.
/// </summary>
public readonly record struct AccountAdministration
{
    /// <summary>What an account is told whose password an administrator has set.</summary>
    public const string PasswordNotice =
        "An administrator has set a new password for this account. 管理员为此账号设置了新密码。";

    /// <summary>What an account is told for which an administrator has made an app password: whoever has it reads what comes.</summary>
    public const string AppPasswordNotice =
        "An administrator has made an app password for this account. 管理员为此账号创建了应用专用密码。";

    private readonly AccountState _state;

    internal AccountAdministration(AccountState state) => _state = state;

    /// <summary>Makes the account.</summary>
    /// <param name="account">Its record.</param>
    /// <param name="passwordHash">The slow hash of its password.</param>
    /// <param name="invitation">The number of the invitation that it was made with, if it was.</param>
    public static Step.Done Create(AccountRecord account, string passwordHash, long? invitation = null)
    {
        var changes = ImmutableArray.CreateBuilder<Change>();
        changes.Add(new Change.AccountCreated(AccountRole.Fitting(account), passwordHash));
        if (account.Role != AdminRole.None)
            changes.Add(new Change.RoleSet(account.Role, account.Created));
        if (invitation is { } used)
            changes.Add(new Change.InvitationUsed(used));
        return Do(changes.DrainToImmutable());
    }

    /// <summary>
    /// Replaces profile and settings; friends learn a new nickname or avatar. A session that might not begin with these settings ends.
    /// </summary>
    /// <returns>Null where the account's role does not permit its own password to open HTTP QQ.</returns>
    public Step.Done? Edit(Profile profile, AccountSettings settings)
    {
        var before = _state.Account!;
        if (!AccountRole.Permits(before.Role, settings.Access.Login))
            return null;
        if (_state.Session is { Record: var session } && !_state.Permits(session, session.Address, settings.Access))
            return EndingSession(new Change.AccountEdited(before with { Profile = profile, Settings = settings }));
        var looksNew = profile.Nick != before.Profile.Nick || profile.Avatar != before.Profile.Avatar;
        return Do(new Change.AccountEdited(before with { Profile = profile, Settings = settings })) with
        {
            Tells = looksNew && _state.Seen != Status.Offline ? _state.TellLooks(profile) : [],
        };
    }

    /// <summary>
    /// Sets the password; all sessions end, those of devices too: they were begun with the old one. The account is told so by a notice,
    /// where its mailbox has room.
    /// </summary>
    public Step.Done SetPassword(string passwordHash, Moment now) =>
        EndingAll([new Change.PasswordSet(passwordHash), .. Letter.OfSystem(_state, PasswordNotice, now)]);

    /// <summary>
    /// Sets the password for its owner, in a device session: all other sessions end, those of devices too, because they were begun with the
    /// old one.
    /// </summary>
    public Step.Done ChangePassword(string passwordHash, int device) => EndingAll(device, [new Change.PasswordSet(passwordHash)]);

    /// <summary>Adds an app password. The account is told so by a notice, where its mailbox has room.</summary>
    /// <param name="name">What it is called.</param>
    /// <param name="hash">Its <see cref="AppPassword.HashOf"/>.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where the account has <see cref="AppPassword.Most"/> already.</returns>
    public (Step.Done Step, AppPassword Added)? AddAppPassword(string name, string hash, Moment now) =>
        Added(name, hash, now) is { } added
            ? (Do([new Change.AppPasswordAdded(added), .. Letter.OfSystem(_state, AppPasswordNotice, now)]), added) : null;

    /// <summary>Adds an app password for its owner, in a device session: nobody has to be told.</summary>
    /// <param name="name">What its owner calls it.</param>
    /// <param name="hash">Its <see cref="AppPassword.HashOf"/>.</param>
    /// <param name="now">The time.</param>
    /// <returns>Null where the account has <see cref="AppPassword.Most"/> already.</returns>
    public (Step.Done Step, AppPassword Added)? AddOwnAppPassword(string name, string hash, Moment now) =>
        Added(name, hash, now) is { } added ? (Do(new Change.AppPasswordAdded(added)), added) : null;

    /// <summary>Takes an app password back; the session begun with it ends.</summary>
    /// <returns>Null where there is no such one.</returns>
    public Step.Done? RemoveAppPassword(int id)
    {
        if (!_state.AppPasswords.Contains(id))
            return null;
        Change removed = new Change.AppPasswordRemoved(id);
        return _state.Session?.Record.AppPassword == id ? EndingSession(removed) : Do(removed);
    }

    /// <summary>Shuts the account or opens it; a shut one has no session.</summary>
    /// <param name="enabled">Whether it is to be open.</param>
    /// <param name="why">Why it is shut; null where nobody says.</param>
    public Step.Done SetEnabled(bool enabled, Change.ShuttingNoted? why = null)
    {
        Change edited = new Change.AccountEdited(_state.Account! with { Enabled = enabled });
        return enabled ? Do(edited) : EndingSession([.. ClosingDevices(), edited, .. why is null ? ImmutableArray<Change>.Empty : [why]]);
    }

    /// <summary>Ends the wire session, and those of devices too where that is wanted.</summary>
    /// <param name="andDevices">Whether it is.</param>
    /// <param name="now">The time; null where that does not matter.</param>
    public Step.Done Kick(bool andDevices = false, Moment? now = null) =>
        andDevices ? EndingSession(ClosingDevices(now: now)) : _state.Session is null ? Do() : EndingSession();

    /// <summary>The change that ends the session is on disk: ends it in memory, and tells who saw it.</summary>
    public Step.Done DropSession()
    {
        var before = _state.Seen;
        _state.NoteDevices();
        if (_state.Session is null)
            return Do() with { Tells = _state.TellIfChanged(before) };
        var delivered = _state.Mail.SessionOver();
        var (ending, _) = _state.EndSession(delivered);
        return new(Answer.Done.Instance) { Changes = ending, Tells = _state.TellIfChanged(before) };
    }

    /// <summary>Those to whom it has a tie, ascending; of ties that only the other side has it knows nothing.</summary>
    public ImmutableArray<Uin> Tied
    {
        get
        {
            var tied = ImmutableArray.CreateBuilder<Uin>(_state.Contacts.All.Length);
            foreach (var contact in _state.Contacts.All)
                tied.Add(contact.Other);
            return tied.MoveToImmutable();
        }
    }

    /// <summary>Removes the account. Then <see cref="PeerRequest.ForgetMe"/> is to be said to all who have something of it.</summary>
    public Step.Done Delete()
    {
        _state.IsLeaving = true;
        return EndingSession(new Change.AccountDeleted());
    }

    /// <summary>
    /// Finishes a friendship that only this side has stored; where it has not or has been told of the other's side already, nothing.
    /// </summary>
    public Step Confirm(Uin other) => UnconfirmedFriendship.Begin(_state, other);

    // On disk in one with the changes; in memory behind them, together with a session that has begun meanwhile.
    private Step.Done EndingSession(params ImmutableArray<Change> changes) =>
        Do(_state.Session is not { } session ? changes : [new Change.SessionEnded(session.Seen), .. changes]) with { EndsSession = true };

    internal Step.Done EndingAll(params ReadOnlySpan<Change> changes) => EndingAll(null, changes);

    private Step.Done EndingAll(int? but, ReadOnlySpan<Change> changes) => EndingSession([.. ClosingDevices(but), .. changes]);

    // Where one of them stays, its owner ends the others; otherwise an administrator ends them all.
    private ImmutableArray<Change> ClosingDevices(int? but = null, Moment? now = null)
    {
        var devices = new AccountDevices(_state);
        return [.. devices.All.Where(device => device.Id != but).Select(device => devices.Closing(device.Id, now, but is null))];
    }

    private AppPassword? Added(string name, string hash, Moment now) =>
        _state.AppPasswords.IsFull ? null : new(_state.AppPasswords.NextId, name, hash, now.Wall);

    private static Step.Done Do(params ImmutableArray<Change> changes) => new(Answer.Done.Instance) { Changes = changes };
}
