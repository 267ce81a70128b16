using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Writes changes, each as one prepared statement or a few. Every one may be repeated without harm.</summary>
internal sealed class ChangeWriter : IDisposable
{
    private readonly PreparedStatements _statements;
    private readonly MailboxWriter _mailboxes;

    /// <summary>Writes.</summary>
    /// <param name="connection">The journal's connection.</param>
    /// <param name="damage">Where damage is named.</param>
    /// <param name="due">Is told which logs have changed, when that is on disk.</param>
    public ChangeWriter(SqliteConnection connection, DamageLog damage, SearchDue due)
    {
        _statements = new(connection);
        _mailboxes = new(_statements);
        Logs = new(_statements, _mailboxes, damage, due);
    }

    /// <summary>The logs of accounts.</summary>
    public LogWriter Logs { get; }

    /// <summary>Writes changes of one account.</summary>
    /// <returns>What waits after them, where they touch a log.</returns>
    public LogWaiting Write(Uin owner, ImmutableArray<Change> changes)
    {
        var hasLog = false;
        foreach (var change in changes)
            hasLog |= Write(owner, change);
        if (changes.Any(TouchesAccount))
            Run($"UPDATE account SET checksum = {RowSum.Account} WHERE uin = $1", owner.Value);
        return hasLog ? Logs.Waiting(owner.Value) : default;
    }

    /// <summary>The last of a transaction before it is committed.</summary>
    public void Complete()
    {
        _mailboxes.Complete();
        Logs.Complete();
    }

    /// <summary>The transaction is on disk.</summary>
    public void Committed() => Logs.Committed();

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget()
    {
        _mailboxes.Forget();
        Logs.Forget();
    }

    private static bool TouchesAccount(Change change) =>
        change is Change.AccountCreated or Change.AccountEdited or Change.PasswordSet or Change.AppPasswordAdded
            or Change.UsualAddressesSet;

    // Whether it touches a log.
    private bool Write(Uin owner, Change change)
    {
        switch (change)
        {
            case Change.MessageAppended { IntoLog: true } appended:
                Logs.Append(owner.Value, appended.Message, appended.Key);
                return true;
            case Change.SentAppended sent:
                Logs.Append(owner.Value, sent);
                return true;
            case Change.FriendNoted noted:
                Logs.Append(owner.Value, noted);
                return true;
            case Change.LogOpened:
                Logs.Open(owner.Value);
                return true;
            case Change.ReadMarked read:
                Logs.Mark(owner.Value, read);
                return true;
            case Change.ItemDeleted deleted:
                Logs.Delete(owner.Value, deleted);
                return true;
            case Change.Delivered { FromLog: true } delivered:
                Logs.Deliver(owner.Value, delivered.Through);
                return true;
            case Change.MessageAppended appended:
                _mailboxes.Append(owner.Value, appended.Message, appended.Key);
                break;
            case Change.TextSwallowed swallowed:
                _mailboxes.Swallow(owner.Value, swallowed);
                break;
            case Change.Delivered delivered:
                if (_mailboxes[owner.Value] is { } mailbox && mailbox.DeliveredThrough < delivered.Through)
                    _mailboxes.Note(owner.Value, mailbox with { DeliveredThrough = delivered.Through, Delivered = delivered.Count,
                        DeliveredBytes = delivered.Bytes });
                break;
            case Change.SessionStarted { Session: var session } started:
                Run(
                    "INSERT OR REPLACE INTO session (owner, address, key_hash, status, started, app_password) VALUES ($1, $2, $3, $4, $5, $6)",
                    owner.Value, session.Address.ToString(), session.KeyHash, (int)session.Status, Milliseconds(session.Started),
                        session.AppPassword);
                this.SetStatus(owner, session.Status);
                this.NoteLogin(owner, session);
                if (!started.GoesOn)
                    return Logs.Settle(owner.Value);
                break;
            case Change.StatusSet status:
                Run("UPDATE session SET status = $2 WHERE owner = $1", owner.Value, (int)status.Status);
                this.SetStatus(owner, status.Status);
                break;
            case Change.SessionEnded ended:
                this.EndSession(owner, ended);
                return Logs.Settle(owner.Value);
            case Change.DeviceOpened opened:
                this.Open(owner, opened);
                Logs.Touch(owner.Value);
                break;
            case Change.DeviceUsed used:
                this.Use(owner, used);
                break;
            case Change.DeviceNamed named:
                this.Name(owner, named);
                break;
            case Change.DevicePushSet set:
                this.SetPush(owner, set);
                break;
            case Change.DeviceClosed closed:
                this.Close(owner, closed);
                break;
            case Change.ContactSet contact:
                Run("""
                    INSERT INTO contact (owner, other, is_friend, is_watcher, changed, is_unconfirmed) VALUES ($1, $2, coalesce($3, 0), coalesce($4, 0), $5, coalesce($6, 0))
                    ON CONFLICT DO UPDATE SET
                        is_friend = coalesce($3, is_friend), is_watcher = coalesce($4, is_watcher), changed = $5, is_unconfirmed = coalesce($6, is_unconfirmed)
                    """, owner.Value, contact.Other.Value, contact.IsFriend, contact.IsWatcher, Milliseconds(contact.At), contact.IsUnconfirmed);
                Run("DELETE FROM contact WHERE owner = $1 AND other = $2 AND is_friend = 0 AND is_watcher = 0", owner.Value,
                    contact.Other.Value);
                break;
            case Change.RequestSet request:
                Run("INSERT OR REPLACE INTO request VALUES ($1, $2, $3, $4)", owner.Value, request.Asker.Value, request.Words,
                    Milliseconds(request.At));
                break;
            case Change.RequestSettled request:
                Run("DELETE FROM request WHERE owner = $1 AND asker = $2", owner.Value, request.Asker.Value);
                break;
            case Change.AskedSet asked:
                this.Ask(owner, asked);
                break;
            case Change.AskedAnswered answered:
                this.Answer(owner, answered);
                break;
            case Change.AskedSettled settled:
                this.Settle(owner, settled);
                break;
            case Change.PeerMarked marked:
                this.Mark(owner, marked);
                break;
            case Change.AccountCreated { Account: var account } created:
                Run("""
                    INSERT OR IGNORE INTO account (uin, password_hash, created, profile, who_may_add, who_sees, refuses_strangers, enabled, wire_login, allowed_addresses, requires_key, keeps_sent, who_may_find, found_as)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
                    """, [owner.Value, created.PasswordHash, Milliseconds(account.Created), .. Record(account)]);
                _mailboxes.Create(owner.Value);
                this.Give(owner);
                break;
            case Change.InvitationUsed used:
                this.Use(owner, used);
                break;
            case Change.AccountEdited edited:
                Run("""
                    UPDATE account SET profile = $2, who_may_add = $3, who_sees = $4, refuses_strangers = $5, enabled = $6, wire_login = $7, allowed_addresses = $8, requires_key = $9, keeps_sent = $10,
                        who_may_find = $11, found_as = $12
                    WHERE uin = $1
                    """, [owner.Value, .. Record(edited.Account)]);
                if (edited.Account.Enabled)
                    this.Reopen(owner);
                break;
            case Change.ShuttingNoted noted:
                this.Note(owner, noted);
                break;
            case Change.AnnouncementTaken taken:
                this.Take(owner, taken);
                break;
            case Change.PasswordSet password:
                Run("UPDATE account SET password_hash = $2 WHERE uin = $1", owner.Value, password.PasswordHash);
                break;
            case Change.RoleSet role:
                this.SetRole(owner, role);
                break;
            case Change.SecondFactorSet factor:
                this.SetFactor(owner, factor);
                break;
            case Change.AppPasswordAdded { AppPassword: var added }:
                Run("INSERT OR IGNORE INTO app_password (owner, id, name, hash, made) VALUES ($1, $2, $3, $4, $5)", owner.Value, added.Id,
                    added.Name, added.Hash, Milliseconds(added.Made));
                Run("UPDATE account SET last_app_password = $2 WHERE uin = $1 AND last_app_password < $2", owner.Value, added.Id);
                break;
            case Change.AppPasswordRemoved removed:
                Run("DELETE FROM app_password WHERE owner = $1 AND id = $2", owner.Value, removed.Id);
                break;
            case Change.AppPasswordUsed { Use: var use } appPassword:
                Run("UPDATE app_password SET used = $3, used_from = $4 WHERE owner = $1 AND id = $2", owner.Value, appPassword.Id,
                    Milliseconds(use.At), use.From.ToString());
                break;
            case Change.UsualAddressesSet usual:
                Run("UPDATE account SET usual_addresses = $2 WHERE uin = $1", owner.Value, AddressText.Write(usual.Addresses));
                break;
            case Change.AccountDeleted:
                Run("INSERT OR IGNORE INTO deletion VALUES ($1, $2)", owner.Value, _mailboxes.Delete(owner.Value));
                Logs.Close(owner.Value);
                this.Reserve(owner);
                Run("DELETE FROM account WHERE uin = $1", owner.Value);
                foreach (var table in (ReadOnlySpan<string>)["contact", "request", "asked", "peer_mark",
                    "session", "app_password", "administrator", "device", "device_owner", "shutting", "last_login"])
                    Run($"DELETE FROM {table} WHERE owner = $1", owner.Value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, "no statement for this");
        }

        return false;
    }

    /// <summary>Runs a statement, prepared once, with parameters $1, $2 ...</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => _statements.Run(sql, values);

    /// <summary>Reads the numbers of the first row that a statement finds.</summary>
    /// <returns>Whether it finds one.</returns>
    public bool TryRead(string sql, Span<long> row, params ReadOnlySpan<object?> values) => _statements.TryRead(sql, row, values);

    public static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public void Dispose() => _statements.Dispose();

    private static object?[] Record(AccountRecord account) =>
    [
        ProfileJson.Write(account.Profile),
        (int)account.Settings.WhoMayAdd, WhoSeesText.Write(account.Settings.WhoSees), account.Settings.RefusesStrangers, account.Enabled,
        (int)account.Settings.Access.Login,
        AddressText.Write(account.Settings.Access.Addresses),
        account.Settings.Access.RequiresKey,
        (int)account.Settings.KeepsSent,
        (int)account.Settings.WhoMayFind,
        FoundAccount.KeyOf(account),
    ];
}
