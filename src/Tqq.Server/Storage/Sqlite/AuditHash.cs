using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>
/// The hash of a row of the audit log: SHA-256, in upper-case hex, over the hash before it, a line feed, and the fields of the row with
/// tabs between them (number, milliseconds since 1970, act of, who, address, act, target, detail, outcome). So anybody can compute it.
/// </summary>
internal static class AuditHash
{
    /// <summary>Its name as a function of SQL, which takes the hash before and the fields.</summary>
    public const string Function = "audit_hash";

    /// <summary>Makes the function known to a connection.</summary>
    public static void Register(SqliteConnection connection) => connection.CreateFunction(
        Function, (object?[] values) => Of((string)values[0]!, values[1..]), isDeterministic: true);

    /// <summary>The hash of a row.</summary>
    public static string Of(string before, long number, AuditRow row) => Of(before, [number, ChangeWriter.Milliseconds(row.At), row.ActOf,
        row.Who, row.Address, row.Act, row.Target, row.Detail, row.Outcome]);

    private static string Of(string before, object?[] fields) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $"{before}\n{string.Join('\t', fields.Select(field => Convert.ToString(field, CultureInfo.InvariantCulture)))}")));
}
