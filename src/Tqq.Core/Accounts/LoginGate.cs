using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Core.State;
using Tqq.Core.Steps;

namespace Tqq.Core.Accounts;

/// <summary>Login (protocol.md §3, §5.1): a new session takes the place of any older one.</summary>
internal static class LoginGate
{
    public static LoginCheck Examine(AccountState state, LoginAttempt attempt)
    {
        var access = state.Account?.Settings.Access;
        LoginObstacle? obstacle = state.Account switch
        {
            null => LoginObstacle.NoSuchAccount,
            _ when state.IsLeaving => LoginObstacle.NoSuchAccount,
            { Enabled: false } => LoginObstacle.Disabled,
            _ when access!.Login == WireLogin.Off => LoginObstacle.WireLoginOff,
            _ when !access.Admits(attempt.Origin.Caller.Address) => LoginObstacle.Address,
            _ => null,
        };
        if (obstacle is { } hopeless)
            return new LoginCheck.Hopeless(hopeless);
        if (state.AppPasswords.Find(attempt.PasswordMd5) is { } fitting)
            return new LoginCheck.ByAppPassword(fitting.Id);
        return access!.Login == WireLogin.Password && state.Account!.Role == AdminRole.None
            ? new LoginCheck.ByPassword(state.PasswordVersion)
            : new LoginCheck.Hopeless(LoginObstacle.AppPasswordOnly);
    }

    public static Step Conclude(AccountState state, LoginCheck check, bool isRight, LoginAttempt attempt, SessionKey key, Moment now)
    {
        // While it was being checked the account may have been shut, or the password been changed or taken back.
        if (check is LoginCheck.Hopeless hopeless)
            return Step.Say(new Answer.LoginFailed(hopeless.Obstacle));
        if (!isRight || Examine(state, attempt) != check)
            return Step.Say(new Answer.LoginFailed(isRight ? LoginObstacle.Changed : LoginObstacle.WrongPassword));

        var changes = ImmutableArray.CreateBuilder<Change>();
        if (state.Guard.Succeeded(attempt.Origin.Caller.Address) is { } usual)
            changes.Add(new Change.UsualAddressesSet(usual));
        if (state.RequiresKey && !attempt.WantsKey)
            return new Step.Done(Answer.KeyRequired.Instance) { Changes = changes.DrainToImmutable() };
        var appPassword = (check as LoginCheck.ByAppPassword)?.Id;
        if (appPassword is { } used)
            changes.Add(new Change.AppPasswordUsed(used, new(now.Wall, attempt.Origin.Caller.Address)));
        var goesOn = state.Session is { } older && attempt.Origin.Caller.Address.Equals(older.Record.Address);
        if (Settle(state, goesOn, attempt.Origin, now) is { } delivery)
            changes.Add(state.Acknowledged(delivery));

        var before = state.Seen;
        var isNew = !state.IsOnline || state.Friends is null;
        // A device that keeps the account online has its status: a login takes nobody out of hiding.
        var status = state.AreDevicesOnline ? state.Status : Status.Online;
        var record = new SessionRecord(attempt.Origin.Caller.Address, attempt.WantsKey ? key.Hash : null, status, now.Wall, appPassword);
        state.StartSession(record, now);
        state.Session!.Note(attempt.Origin.Repetition, now.Uptime);
        changes.Add(new Change.SessionStarted(record, goesOn));
        return new Step.Done(new Answer.LoggedIn(attempt.WantsKey ? key.Text : null))
        {
            Changes = changes.DrainToImmutable(),
            Tells = isNew ? state.Greet(before) : state.TellIfChanged(before),
        };
    }

    // A Login acknowledges like any request. From where the older session was it goes on with what that one was
    // told; from elsewhere it ends it (§4).
    private static Delivery? Settle(AccountState state, bool goesOn, in RequestOrigin origin, Moment now) => state.Session is null ? null
        : goesOn ? state.Mail.NextRequest(origin.Receipt, origin.ArrivedBy(now))
            : state.Mail.SessionOver(origin.Receipt, origin.ArrivedBy(now));
}
