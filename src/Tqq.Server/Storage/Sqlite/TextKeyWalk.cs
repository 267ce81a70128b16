using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Mail;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// Finds the keys of the texts that one account has taken. They stand among those of all others in the order of their arrival, so the way
/// to them is backwards, from the last to the one before it; it ends where one has been swept, because what stands before that is older.
/// </summary>
/// <param name="connection">A reader's connection.</param>
/// <param name="damage">Where damage is named.</param>
internal sealed class TextKeyWalk(SqliteConnection connection, DamageLog damage)
{
    // Places descend on the way, so that it ends whatever stands in a row. Where one was swept, another account's may stand by now.
    private const string Way = """
        WITH RECURSIVE back (place, below) AS (
            SELECT last_key, last_key + 1 FROM mailbox WHERE owner = $1
            UNION ALL
            SELECT previous_place, place FROM back JOIN text_key USING (place) WHERE owner = $1 AND place < below)
        """;

    /// <summary>SQL that removes all keys of the account $1.</summary>
    public const string Delete =
        $"DELETE FROM text_key WHERE place IN ({Way} SELECT place FROM back JOIN text_key USING (place) WHERE owner = $1 AND place < below)";

    private const string Keys = $"""
        {Way} SELECT sender, mark_high, mark_low, digest, checksum = {RowSum.TextKey} FROM back JOIN text_key USING (place)
        WHERE place < below AND (owner = $1 OR checksum IS NOT {RowSum.TextKey})
        ORDER BY place
        """;

    /// <summary>
    /// All keys of an account, in the order of their arrival. Those that are damaged are named and left out: there is
    /// nothing that could stand in their place.
    /// </summary>
    /// <param name="owner">The account.</param>
    public ImmutableArray<TextKey> Read(Uin owner)
    {
        var keys = ImmutableArray.CreateBuilder<TextKey>();
        connection.Query(Keys, row => Collect(row, owner, keys), owner.Value);
        return keys.DrainToImmutable();
    }

    /// <summary>The same where pages are damaged: as far as they can be read.</summary>
    public ImmutableArray<TextKey> ReadWhatCanBeRead(Uin owner)
    {
        var keys = ImmutableArray.CreateBuilder<TextKey>();
        try
        {
            connection.Query(Keys, row => Collect(row, owner, keys), owner.Value);
        }
        catch (SqliteException e) when (e.MeansDamaged)
        {
            Report(owner);
        }

        return keys.DrainToImmutable();
    }

    private bool Collect(SqliteDataReader row, Uin owner, ImmutableArray<TextKey>.Builder keys)
    {
        while (row.Read())
        {
            if (row.GetBoolean(4))
                keys.Add(new(new((uint)row.GetInt64(0)), new((ulong)row.GetInt64(1), (ulong)row.GetInt64(2)), row.GetInt64(3)));
            else
                Report(owner);
        }

        return true;
    }

    private void Report(Uin owner) =>
        damage.Report($"{connection.DataSource}: keys of texts to account {owner} are damaged; a text that is sent again may come twice");
}
