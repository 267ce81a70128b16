using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Core.Sessions;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Reads around damage, as far as what is given can be shown to be right. On a damaged page the rows of accounts and messages have checksums of
/// their own, so the good ones among them are still given. Ties and requests have none: an account with one of these on a damaged page is
/// not given. A session on a damaged page is over: its client logs in again, and nothing is lost.
/// </summary>
internal sealed class StoreReader(SqliteConnections connections, DamageLog damage)
{
    /// <summary>All of one account.</summary>
    public AccountSnapshot? Load(Uin uin) => Read(connection =>
    {
        // One transaction, so that all of it is of one moment.
        using var transaction = connection.BeginTransaction(deferred: true);
        var reader = new AccountReader(connection);
        if (Row(connection, uin) is not { } row)
            return null;
        var waiting = row.LastMessageId == row.DeliveredThrough ? [] : Messages(connection, uin, row.DeliveredThrough, row.LastMessageId, int.MaxValue);
        return new AccountSnapshot(
            row.Account, reader.Contacts(uin), reader.Askers(uin), Session(connection, uin), row.LastMessageId, row.DeliveredThrough, waiting.Length);
    });

    /// <summary>The hash of an account's password.</summary>
    public string? PasswordHash(Uin uin) => Read(connection => Row(connection, uin)?.PasswordHash);

    /// <summary>Messages, with a notice in the place of each that is damaged.</summary>
    public ImmutableArray<Message> Messages(Uin owner, long after, int limit) => Read(connection =>
    {
        using var transaction = connection.BeginTransaction(deferred: true);
        return Row(connection, owner) is { } row ? Messages(connection, owner, after, row.LastMessageId, limit) : [];
    });

    /// <summary>Reads something that is given only if all of it is right.</summary>
    /// <exception cref="StoreDamagedException">It is not.</exception>
    public T Read<T>(Func<SqliteConnection, T> read)
    {
        try
        {
            return connections.Read(read);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            throw Reported(e.AsDamage(connections.FilePath));
        }
        catch (StoreDamagedException e)
        {
            throw Reported(e);
        }
    }

    private AccountRow? Row(SqliteConnection connection, Uin uin)
    {
        try
        {
            return new AccountReader(connection).Row(uin);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            var named = Reported(e.AsDamage(connections.FilePath));
            // The row may be whole though its page is not. That it is not found says nothing on such a page.
            return Unchecked(unsure => new AccountReader(unsure).Row(uin), named) ?? throw named;
        }
    }

    private ImmutableArray<Message> Messages(SqliteConnection connection, Uin owner, long after, long last, int limit)
    {
        try
        {
            return new MessageReader(connection, isChecked: true, damage).Above(owner, after, last, limit);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            var named = Reported(e.AsDamage(connections.FilePath));
            return Unchecked(unsure => new MessageReader(unsure, isChecked: false, damage).Above(owner, after, last, limit), named);
        }
    }

    private SessionRecord? Session(SqliteConnection connection, Uin uin)
    {
        try
        {
            return new AccountReader(connection).Session(uin);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            _ = Reported(e.AsDamage(connections.FilePath));
            return null;
        }
    }

    private T Unchecked<T>(Func<SqliteConnection, T> read, StoreDamagedException named)
    {
        try
        {
            return connections.ReadUnchecked(read);
        }
        catch (SqliteException)
        {
            throw named;
        }
    }

    private StoreDamagedException Reported(StoreDamagedException found)
    {
        damage.Report(found.Message);
        return found;
    }
}
