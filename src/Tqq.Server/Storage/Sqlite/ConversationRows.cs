namespace Tqq.Server.Storage.Sqlite;

/// <summary>Reads and writes rows of `conversation` in the journal's transaction.</summary>
/// <param name="statements">The journal's statements.</param>
internal sealed class ConversationRows(PreparedStatements statements)
{
    /// <summary>A conversation as it is by now; all zero where there is none.</summary>
    /// <exception cref="StoreDamagedException">The row is damaged: nothing is made right that was not.</exception>
    public ConversationRow this[uint owner, uint peer]
    {
        get
        {
            Span<long> row = stackalloc long[6];
            if (!statements.TryRead(
                $"SELECT last, unread, read_through, read_number, settled_through, checksum = {RowSum.Conversation} FROM conversation WHERE owner = $1 AND peer = $2", row, owner, peer))
                return default;
            if (row[5] == 0)
                throw new StoreDamagedException(
                    $"{statements.Connection.DataSource}: the conversation of account {owner} with {peer} is damaged");
            return new(row[0], row[1], row[2], row[3], row[4]);
        }

        set => statements.Run(
            "INSERT OR REPLACE INTO conversation (owner, peer, last, unread, read_through, read_number, settled_through, checksum) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            owner, peer, value.Last, value.Unread, value.ReadThrough, value.ReadNumber, value.SettledThrough,
                RowSum.OfConversation(owner, peer, value));
    }

    /// <summary>The first peer above a number of whom something was read that counts as waiting yet; null where there is none.</summary>
    public uint? NextUnsettled(uint owner, long above)
    {
        Span<long> row = stackalloc long[1];
        return statements.TryRead(
            "SELECT peer FROM conversation WHERE owner = $1 AND peer > $2 AND settled_through < read_through ORDER BY peer LIMIT 1", row,
                owner, above)
            ? (uint)row[0]
            : null;
    }

    /// <summary>Removes all of an account.</summary>
    public void Delete(uint owner) => statements.Run("DELETE FROM conversation WHERE owner = $1", owner);
}
