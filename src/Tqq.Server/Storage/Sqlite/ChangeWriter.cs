using System.Collections.Immutable;
using System.Text;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using static SQLitePCL.raw;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>Writes changes, each as one prepared statement or a few. Every one may be repeated without harm.</summary>
/// <param name="connection">The writer's connection.</param>
internal sealed class ChangeWriter(SqliteConnection connection) : IDisposable
{
    // Back from the last one, as they are read.
    private const string WayBack = """
        WITH RECURSIVE back (place, above) AS (
            SELECT last_place, last_message_id + 1 FROM mailbox WHERE owner = $1
            UNION ALL
            SELECT previous_place, id FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)
        """;

    private const int MostKnown = 10_000;

    private readonly Dictionary<string, PreparedStatement> _prepared = [];

    // Mailboxes as this writer knows them: who has had a message often has another soon.
    private readonly Dictionary<uint, MailboxRow> _known = [];

    // Those of them whose rows are behind: each is written once, at the end of the transaction, however much came for it.
    private readonly HashSet<uint> _behind = [];

    /// <summary>Writes changes of one account.</summary>
    public void Write(Uin owner, ImmutableArray<Change> changes)
    {
        foreach (var change in changes)
            Write(owner, change);
        if (changes.Any(TouchesAccount))
            Run($"UPDATE account SET checksum = {RowSum.Account} WHERE uin = $1", owner.Value);
    }

    /// <summary>The last of a transaction before it is committed.</summary>
    public void Complete()
    {
        foreach (var owner in _behind)
        {
            var row = _known[owner];
            Run(
                "UPDATE mailbox SET last_message_id = $2, delivered_through = $3, last_place = $4, milestone = $5, messages = $6, delivered = $7, last_key = $8, checksum = $9 WHERE owner = $1",
                owner, row.LastMessageId, row.DeliveredThrough, row.LastPlace, row.Milestone, row.Messages, row.Delivered, row.LastKey, RowSum.OfMailbox(owner, row));
        }

        _behind.Clear();
        if (_known.Count > MostKnown)
            _known.Clear();
    }

    /// <summary>What was written since the last transaction ended is not so: it was rolled back.</summary>
    public void Forget()
    {
        _known.Clear();
        _behind.Clear();
    }

    private static bool TouchesAccount(Change change) =>
        change is Change.AccountCreated or Change.AccountEdited or Change.PasswordSet or Change.AppPasswordAdded or Change.UsualAddressesSet;

    private void Write(Uin owner, Change change)
    {
        switch (change)
        {
            case Change.MessageAppended appended:
                Append(owner.Value, appended.Message, appended.Key);
                break;
            case Change.TextSwallowed swallowed:
                Swallow(owner.Value, swallowed);
                break;
            case Change.Delivered delivered:
                if (Mailbox(owner.Value) is { } mailbox && mailbox.DeliveredThrough < delivered.Through)
                    Note(owner.Value, mailbox with { DeliveredThrough = delivered.Through, Delivered = delivered.Count });
                break;
            case Change.SessionStarted { Session: var session }:
                Run(
                    "INSERT OR REPLACE INTO session (owner, address, key_hash, status, started, app_password) VALUES ($1, $2, $3, $4, $5, $6)",
                    owner.Value, session.Address.ToString(), session.KeyHash, (int)session.Status, Milliseconds(session.Started), session.AppPassword);
                break;
            case Change.StatusSet status:
                Run("UPDATE session SET status = $2 WHERE owner = $1", owner.Value, (int)status.Status);
                break;
            case Change.SessionEnded:
                Run("DELETE FROM session WHERE owner = $1", owner.Value);
                break;
            case Change.ContactSet contact:
                Run("""
                    INSERT INTO contact (owner, other, is_friend, is_watcher, changed, is_unconfirmed) VALUES ($1, $2, coalesce($3, 0), coalesce($4, 0), $5, coalesce($6, 0))
                    ON CONFLICT DO UPDATE SET
                        is_friend = coalesce($3, is_friend), is_watcher = coalesce($4, is_watcher), changed = $5, is_unconfirmed = coalesce($6, is_unconfirmed)
                    """, owner.Value, contact.Other.Value, contact.IsFriend, contact.IsWatcher, Milliseconds(contact.At), contact.IsUnconfirmed);
                Run("DELETE FROM contact WHERE owner = $1 AND other = $2 AND is_friend = 0 AND is_watcher = 0", owner.Value, contact.Other.Value);
                break;
            case Change.RequestSet request:
                Run("INSERT OR REPLACE INTO request VALUES ($1, $2, $3, $4)", owner.Value, request.Asker.Value, request.Words, Milliseconds(request.At));
                break;
            case Change.RequestSettled settled:
                Run("DELETE FROM request WHERE owner = $1 AND asker = $2", owner.Value, settled.Asker.Value);
                break;
            case Change.AccountCreated { Account: var account } created:
                Run("""
                    INSERT OR IGNORE INTO account (uin, password_hash, created, profile, who_may_add, disclosure, refuses_strangers, enabled, wire_login, allowed_addresses, requires_key)
                    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                    """, [owner.Value, created.PasswordHash, Milliseconds(account.Created), .. Record(account)]);
                Run("INSERT OR IGNORE INTO mailbox (owner, last_message_id, delivered_through, checksum) VALUES ($1, 0, 0, $2)", owner.Value, RowSum.OfMailbox(owner.Value, default));
                break;
            case Change.AccountEdited edited:
                Run("""
                    UPDATE account SET profile = $2, who_may_add = $3, disclosure = $4, refuses_strangers = $5, enabled = $6, wire_login = $7, allowed_addresses = $8, requires_key = $9
                    WHERE uin = $1
                    """, [owner.Value, .. Record(edited.Account)]);
                break;
            case Change.PasswordSet password:
                Run("UPDATE account SET password_hash = $2 WHERE uin = $1", owner.Value, password.PasswordHash);
                break;
            case Change.AppPasswordAdded { AppPassword: var added }:
                Run("INSERT OR IGNORE INTO app_password (owner, id, name, hash, made) VALUES ($1, $2, $3, $4, $5)", owner.Value, added.Id, added.Name, added.Hash, Milliseconds(added.Made));
                Run("UPDATE account SET last_app_password = $2 WHERE uin = $1 AND last_app_password < $2", owner.Value, added.Id);
                break;
            case Change.AppPasswordRemoved removed:
                Run("DELETE FROM app_password WHERE owner = $1 AND id = $2", owner.Value, removed.Id);
                break;
            case Change.AppPasswordUsed { Use: var use } used:
                Run("UPDATE app_password SET used = $3, used_from = $4 WHERE owner = $1 AND id = $2", owner.Value, used.Id, Milliseconds(use.At), use.From.ToString());
                break;
            case Change.UsualAddressesSet usual:
                Run("UPDATE account SET usual_addresses = $2 WHERE uin = $1", owner.Value, AddressText.Write(usual.Addresses));
                break;
            case Change.AccountDeleted:
                // The way to its messages begins at its row.
                Complete();
                Run("INSERT OR IGNORE INTO deletion VALUES ($1, $2)", owner.Value, DeleteMessages(owner.Value));
                _known.Remove(owner.Value);
                Run("DELETE FROM account WHERE uin = $1", owner.Value);
                foreach (var table in (ReadOnlySpan<string>)["mailbox", "contact", "request", "session", "app_password"])
                    Run($"DELETE FROM {table} WHERE owner = $1", owner.Value);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, "no statement for this");
        }
    }

    /// <summary>Runs a statement, prepared once, with parameters $1, $2 ...</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Run(values);

    /// <summary>Reads the numbers of the first row that a statement finds.</summary>
    /// <returns>Whether it finds one.</returns>
    public bool TryRead(string sql, Span<long> row, params ReadOnlySpan<object?> values) => Prepared(sql).TryRead(row, values);

    // The row names the one before it, so that a row that is missing is missed. Numbers alone do not show it: one that found no room was never used.
    // Checksums are computed here and not by SQL, and values are given as they are: so SQLite knows that each statement changes one row at most, and keeps no
    // copies of pages to take it back by.
    private void Append(uint owner, Message message, TextKey? key)
    {
        // Numbers come in ascending order: what is not above the last is there already. An account that was deleted meanwhile has no mailbox any more.
        if (Mailbox(owner) is not { } mailbox || message.Id <= mailbox.LastMessageId)
            return;
        var (kind, peer, text, at) = ((int)message.Kind, message.Peer.Value, Encoding.UTF8.GetBytes(message.Text), Milliseconds(message.At));
        Run(
            "INSERT INTO message (owner, id, kind, peer, text, at, previous, previous_place, milestone, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            owner, message.Id, kind, peer, text, at, mailbox.LastMessageId, mailbox.LastPlace, mailbox.Milestone,
            RowSum.OfMessage(owner, message.Id, kind, peer, text, at, mailbox));
        var place = sqlite3_last_insert_rowid(connection.Handle);
        Note(owner, mailbox with
        {
            LastMessageId = message.Id,
            LastPlace = place,
            Milestone = message.Id % MailboxWalk.Milestone == 0 ? place : mailbox.Milestone,
            Messages = mailbox.Messages + 1,
        });
        if (key is not null)
            Keep(owner, key, at);
    }

    private void Keep(uint owner, TextKey key, long at)
    {
        var mailbox = _known[owner];
        Run(
            "INSERT INTO text_key (owner, sender, mark_high, mark_low, digest, at, previous_place, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            owner, key.Sender.Value, (long)(ulong)(key.Mark >> 64), (long)(ulong)key.Mark, key.Digest, at, mailbox.LastKey, RowSum.OfTextKey(owner, key, at, mailbox.LastKey));
        Note(owner, mailbox with { LastKey = sqlite3_last_insert_rowid(connection.Handle) });
    }

    // The same pages are written as for a text that stays.
    private void Swallow(uint owner, Change.TextSwallowed swallowed)
    {
        if (Mailbox(owner) is not { } before)
            return;
        Append(owner, new(before.LastMessageId + 1, MessageKind.Text, swallowed.From, swallowed.Text, swallowed.At), swallowed.Key);
        var after = _known[owner];
        Complete();
        Run("DELETE FROM message WHERE place = $1", after.LastPlace);
        Note(owner, before with { LastKey = after.LastKey });
    }

    private void Note(uint owner, MailboxRow row)
    {
        _known[owner] = row;
        _behind.Add(owner);
    }

    // False where something may be left: where the sweeper has made a gap, what stands behind it is not found on the way.
    private bool DeleteMessages(uint owner)
    {
        Span<long> oldest = stackalloc long[1];
        var isWhole = Mailbox(owner) is null or { LastMessageId: 0 }
            || (TryRead($"{WayBack} SELECT previous FROM back JOIN message USING (place) WHERE owner = $1 AND id < above ORDER BY id LIMIT 1", oldest, owner) && oldest[0] == 0);
        Run($"DELETE FROM message WHERE place IN ({WayBack} SELECT place FROM back JOIN message USING (place) WHERE owner = $1 AND id < above)", owner);
        // What is not found on the way stands behind one that was swept, and will be swept next.
        Run(TextKeyWalk.Delete, owner);
        return isWhole;
    }

    private MailboxRow? Mailbox(uint owner)
    {
        if (_known.TryGetValue(owner, out var known))
            return known;
        Span<long> row = stackalloc long[7];
        return TryRead("SELECT last_message_id, delivered_through, last_place, milestone, messages, delivered, last_key FROM mailbox WHERE owner = $1", row, owner)
            ? _known[owner] = new(row[0], row[1], row[2], row[3], row[4], row[5], row[6])
            : null;
    }

    private PreparedStatement Prepared(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            _prepared[sql] = statement = new(connection, sql);
        return statement;
    }

    public static long Milliseconds(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    public void Dispose()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
    }

    private static object?[] Record(AccountRecord account) =>
    [
        ProfileJson.Write(account.Profile),
        (int)account.Settings.WhoMayAdd,
        (int)account.Settings.Disclosure,
        account.Settings.RefusesStrangers,
        account.Enabled,
        (int)account.Settings.Access.Login,
        AddressText.Write(account.Settings.Access.Addresses),
        account.Settings.Access.RequiresKey,
    ];
}
