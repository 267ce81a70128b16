using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of invitations.</summary>
internal static class InvitationRows
{
    private const string Columns =
        "id, code_hash, name, made_by, made, uses, (SELECT count(*) FROM invitation_use WHERE invitation = id), expires";

    extension(ChangeWriter writer)
    {
        /// <summary>Writes an invitation.</summary>
        /// <returns>Its number.</returns>
        public long Add(Invitation invitation)
        {
            writer.Run(
                "INSERT INTO invitation (code_hash, name, made_by, made, uses, expires) VALUES ($1, $2, $3, $4, $5, $6)",
                invitation.CodeHash, invitation.Name, invitation.MadeBy, ChangeWriter.Milliseconds(invitation.Made), invitation.Uses,
                invitation.Expires is { } expires ? ChangeWriter.Milliseconds(expires) : null);
            var id = new long[1];
            writer.TryRead("SELECT id FROM invitation WHERE code_hash = $1", id, invitation.CodeHash);
            return id[0];
        }

        /// <summary>Removes an invitation; false where there is none.</summary>
        public bool RemoveInvitation(long id)
        {
            writer.Run("DELETE FROM invitation_use WHERE invitation = $1", id);
            return writer.Run("DELETE FROM invitation WHERE id = $1", id) > 0;
        }

        /// <summary>An account was made with an invitation.</summary>
        public void Use(Uin owner, Change.InvitationUsed used) => writer.Run(
            "INSERT OR IGNORE INTO invitation_use SELECT id, $2 FROM invitation WHERE id = $1", used.Invitation, owner.Value);
    }

    /// <summary>The invitation whose code has this hash.</summary>
    public static Invitation? Find(SqliteConnection connection, string codeHash) => connection.Query(
        $"SELECT {Columns} FROM invitation WHERE code_hash = $1", row => row.Read() ? Read(row) : null, codeHash);

    /// <summary>Invitations behind a number, ascending.</summary>
    public static ImmutableArray<Invitation> List(SqliteConnection connection, long after, int limit) => connection.Rows(
        $"SELECT {Columns} FROM invitation WHERE id > $1 ORDER BY id LIMIT $2", Read, after, limit);

    /// <summary>The invitation that an account was made with; null for none, or one that was revoked.</summary>
    public static Invitation? FindOf(SqliteConnection connection, Uin uin) => connection.Rows(
        $"SELECT {Columns} FROM invitation WHERE id IN (SELECT invitation FROM invitation_use WHERE uin = $1) ORDER BY id DESC LIMIT 1",
        Read, (long)uin.Value).FirstOrDefault();

    private static Invitation Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), row.GetString(3), Time(row.GetInt64(4)), row.GetInt32(5), row.GetInt32(6),
        row.IsDBNull(7) ? null : Time(row.GetInt64(7)));

    private static DateTimeOffset Time(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
