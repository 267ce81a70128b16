using System.Collections.Immutable;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Changes;
using Tqq.Core.Profiles;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The rows of administrators.</summary>
internal static class AdministratorRows
{
    /// <summary>The checksum of a row.</summary>
    public const string Sum = $"row_sum(administrator.owner, role, since, factor_secret, factor_is_on, factor_step, recovery)";

    extension(ChangeWriter writer)
    {
        /// <summary>Writes a role; not of an account that was deleted meanwhile.</summary>
        public void SetRole(Uin owner, Change.RoleSet set)
        {
            if (set.Role == AdminRole.None)
                writer.Run("DELETE FROM administrator WHERE owner = $1", owner.Value);
            else
                writer.Run(
                    """
                    INSERT INTO administrator (owner, role, since, factor_is_on, factor_step, recovery, checksum)
                    SELECT $1, $2, $3, 0, 0, '', 0 WHERE EXISTS (SELECT 1 FROM account WHERE uin = $1)
                    ON CONFLICT DO UPDATE SET role = $2
                    """,
                    owner.Value, (int)set.Role, ChangeWriter.Milliseconds(set.At));
            writer.SumAdministrator(owner);
        }

        /// <summary>Writes what an administrator shows beside the password.</summary>
        public void SetFactor(Uin owner, Change.SecondFactorSet set)
        {
            writer.Run(
                "UPDATE administrator SET factor_secret = $2, factor_is_on = $3, factor_step = $4, recovery = $5 WHERE owner = $1",
                owner.Value, set.Factor?.Secret, set.Factor is { IsOn: true }, set.Factor?.LastStep ?? 0,
                string.Join(' ', set.Factor?.Recovery ?? []));
            writer.SumAdministrator(owner);
        }

        private void SumAdministrator(Uin owner) =>
            writer.Run($"UPDATE administrator SET checksum = {Sum} WHERE owner = $1", owner.Value);
    }

    /// <summary>What an account may do with the server, and what it shows beside its password.</summary>
    /// <exception cref="StoreDamagedException">The checksum is wrong.</exception>
    public static AdministratorRow? Read(SqliteConnection connection, Uin owner) => connection.Rows(
        $"SELECT role, factor_secret, factor_is_on, factor_step, recovery, checksum = {Sum} FROM administrator WHERE owner = $1",
        row => !row.GetBoolean(5)
            ? throw new StoreDamagedException($"{connection.DataSource}: what account {owner} may do with the server is damaged")
            : new AdministratorRow((AdminRole)row.GetByte(0), row.IsDBNull(1) ? null
                : new(row.GetString(1), row.GetBoolean(2), row.GetInt64(3), [.. row.GetString(4).Split(' ',
                    StringSplitOptions.RemoveEmptyEntries)])),
        owner.Value).FirstOrDefault();

    /// <summary>All administrators, ascending.</summary>
    public static ImmutableArray<(Uin Uin, DateTimeOffset Since)> List(SqliteConnection connection) => connection.Rows(
        "SELECT owner, since FROM administrator ORDER BY owner",
        row => (row.UinAt(0), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(1))));
}

/// <summary>What an account may do with the server.</summary>
/// <param name="Role">Its role.</param>
/// <param name="Factor">What it shows beside its password; null for nothing.</param>
internal sealed record AdministratorRow(AdminRole Role, SecondFactor? Factor);
