using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Core.Search;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads around damage, as far as what is given can be shown to be right. On a damaged page the rows of accounts and messages have
/// checksums of their own, so the good ones among them are still given. Ties and requests have none: an account with one of these on a
/// damaged page is not given. Sessions on a damaged page are over: their clients log in again, and nothing is lost.
/// </summary>
internal sealed class StoreReader(SqliteConnections connections, DamageLog damage)
{
    /// <summary>All of one account.</summary>
    public AccountSnapshot? Load(Uin uin) => Of(
        uin,
        (connection, isChecked, row) =>
        {
            var reader = new AccountReader(connection);
            return isChecked
                ? Snapshot(row, reader.Contacts(uin), reader.Askers(uin), reader.Session(uin), reader.Devices(uin),
                    row.LastAppPassword == 0 ? [] : reader.AppPasswords(uin), row.Mailbox.LastKey == 0 ? []
                    : new TextKeyWalk(connection, damage).Read(uin), row.HasMarks ? reader.Marks(uin) : [],
                    row.HasRole ? reader.Administrator(uin) : null)
                : Snapshot(row, All(whole => whole.Contacts(uin)), All(whole => whole.Askers(uin)), IfWhole(whole => whole.Session(uin)),
                    IfWhole(whole => whole.Devices(uin)) ?? IfWhole(whole => whole.Read(devices => DeviceRows.ReadOwner(devices, uin))),
                    All(whole => whole.AppPasswords(uin)), new TextKeyWalk(connection, damage).ReadWhatCanBeRead(uin),
                    All(whole => whole.Marks(uin)), All(whole => whole.Administrator(uin)));
        });

    /// <summary>The hash of an account's password.</summary>
    public string? PasswordHash(Uin uin) => Of(uin, (_, _, row) => row.PasswordHash);

    /// <summary>The device session whose client shows a secret with this hash.</summary>
    public (Uin Owner, int Device)? Device(string credentialHash) => All(reader => reader.Device(credentialHash));

    /// <summary>Messages, with a notice in the place of each that is damaged.</summary>
    public ImmutableArray<Message> Messages(Uin owner, long after, int limit) => Of<ImmutableArray<Message>?>(
        owner,
        (connection, isChecked, row) => row.Log is null
            ? new MessageReader(connection, isChecked, damage).Above(owner, row.Mailbox, after, limit)
            : new WaitingReader(new(connection, isChecked, damage)).Above(row, after, limit)) ?? [];

    /// <summary>How an account's log stands; null where there is none.</summary>
    public LogFacts? LogFacts(Uin owner) => Of<LogFacts?>(
        owner,
        (connection, isChecked, row) => row.Log is { } log
            ? new(row.Mailbox.LastMessageId, log.GoneThrough,
                log.Bytes + LogTail.Bytes(new MessageReader(connection, isChecked, damage).Tail(owner, row.Mailbox, log)))
            : null);

    /// <summary>What an account's log has above a number, and how it stands, in one transaction.</summary>
    public LogSlice LogSlice(Uin owner, long after, int limit)
    {
        // Nothing changes it while the store is open.
        var epoch = All(reader => reader.Epoch());
        return Of<LogSlice?>(
            owner,
            (connection, isChecked, row) => row.Log is { } log
                ? new(log.IsFilled ? epoch : epoch + RowSense.MostEpoch, row.Mailbox.LastMessageId, log.GoneThrough,
                    new LogReader(new(connection, isChecked, damage)).Above(row, after, limit))
                : null) ?? new(epoch, 0, 0, []);
    }

    /// <summary>Something of an account's log, with a notice in the place of each item that is damaged.</summary>
    /// <param name="owner">The account.</param>
    /// <param name="read">What to read, where it keeps a log.</param>
    public ImmutableArray<T> Log<T>(Uin owner, Func<LogReader, AccountRow, ImmutableArray<T>> read) => Of<ImmutableArray<T>?>(
        owner,
        (connection, isChecked, row) => row.Log is null ? null : read(new(new(connection, isChecked, damage)), row)) ?? [];

    /// <summary>Conversations of an account's log; only if all of them are right.</summary>
    public ImmutableArray<Conversation> Conversations(Uin owner, long before, int limit) => Around<ImmutableArray<Conversation>?>(
        connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            return new AccountReader(connection).Row(owner) is { Log: not null } row
                ? new LogReader(new(connection, isChecked: true, damage)).Conversations(row, before, limit) : null;
        },
        _ => null) ?? [];

    /// <summary>Searches an account's log; only if all pages are right that it needs.</summary>
    public LogFound Search(Uin owner, SearchView? view, SearchQuery query, Uin? peer, long before, int limit) => Around(
        connection =>
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            return new AccountReader(connection).Row(owner) is { Log: not null } row
                ? new LogSearch(new(connection, isChecked: true, damage), row, view, query, peer).Run(before, limit) : null;
        },
        _ => null) ?? LogFound.Nothing;

    /// <summary>Reads something that is given only if all of it is right.</summary>
    /// <exception cref="StoreDamagedException">It is not.</exception>
    public T All<T>(Func<AccountReader, T> read)
    {
        try
        {
            return connections.Read(connection => read(new(connection)));
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            throw Reported(e.AsDamage(connections.FilePath));
        }
        catch (StoreDamagedException e)
        {
            throw Reported(e);
        }
        catch (Exception e) when (RowSense.IsMissedBy(e))
        {
            throw Reported(Nonsense(e));
        }
    }

    // Reads something of one account, all of it of one moment. Its rows have checksums. But that it keeps no log is a row that is not
    // found, and off a damaged page that says nothing.
    private T? Of<T>(Uin uin, Func<SqliteConnection, bool, AccountRow, T?> read)
    {
        return Around(connection => Read(connection, isChecked: true), unsure => Read(unsure, isChecked: false));

        T? Read(SqliteConnection connection, bool isChecked)
        {
            using var transaction = connection.BeginTransaction(deferred: true);
            if (new AccountReader(connection).Row(uin) is not { } row)
                return default;
            return isChecked || row.Log is not null || !All(reader => reader.KeepsLog(uin)) ? read(connection, isChecked, row)
                : throw new StoreDamagedException($"{connections.FilePath}: the row of the log of account {uin} is damaged");
        }
    }

    // Where a page is damaged, once more without regard to pages. That a row is not found says nothing then.
    private T? Around<T>(Func<SqliteConnection, T?> read, Func<SqliteConnection, T?> readUnsure)
    {
        StoreDamagedException named;
        try
        {
            return connections.Read(read);
        }
        catch (StoreDamagedException e)
        {
            throw Reported(e);
        }
        catch (Exception e) when (RowSense.IsMissedBy(e))
        {
            throw Reported(Nonsense(e));
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            named = Reported(e.AsDamage(connections.FilePath));
        }

        try
        {
            return connections.ReadUnchecked(readUnsure) is { } found ? found : throw named;
        }
        catch (Exception e) when (e is SqliteException || RowSense.IsMissedBy(e))
        {
            throw named;
        }
        catch (StoreDamagedException e) when (e != named)
        {
            throw Reported(e);
        }
    }

    private T? IfWhole<T>(Func<AccountReader, T?> read)
        where T : class
    {
        try
        {
            return All(read);
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    private static AccountSnapshot Snapshot(
        AccountRow row, ImmutableArray<Contact> contacts, ImmutableArray<Uin> askers, SessionRecord? session, DeviceSnapshot? devices,
        ImmutableArray<AppPassword> appPasswords, ImmutableArray<TextKey> textKeys, ImmutableArray<PeerMark> marks,
        AdministratorRow? administrator) =>
        new(row.Account with { Role = administrator?.Role ?? AdminRole.None },
            contacts, askers, session, row.Mailbox.LastMessageId, row.Mailbox.DeliveredThrough, row.Waiting,
            row.Mailbox.Delivered)
        {
            UndeliveredBytes = row.WaitingBytes,
            DeliveredBytes = row.Mailbox.DeliveredBytes,
            KeepsLog = row.Log is not null,
            Access = new(appPasswords, row.LastAppPassword, row.UsualAddresses),
            Devices = devices ?? DeviceSnapshot.None,
            TextKeys = textKeys,
            Marks = marks,
            SecondFactor = administrator?.Factor,
        };

    // The look through the store names the row.
    private StoreDamagedException Nonsense(Exception cause) => new($"{connections.FilePath}: a row makes no sense: {cause.Message}", cause);

    private StoreDamagedException Reported(StoreDamagedException found)
    {
        damage.Report(found.Message);
        return found;
    }
}
