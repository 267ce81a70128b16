using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The row of who may make an account.</summary>
internal static class RegistrationRows
{
    extension(ChangeWriter writer)
    {
        /// <summary>Writes what was chosen.</summary>
        public void Choose(RegistrationChoice choice) => writer.Run(
            "INSERT OR REPLACE INTO registration VALUES (1, $1, $2, $3)",
            (int)choice.Mode, choice.By, ChangeWriter.Milliseconds(choice.At));
    }

    /// <summary>What was chosen last; null where nothing was.</summary>
    public static RegistrationChoice? Read(SqliteConnection connection) => connection.Query(
        "SELECT mode, chosen_by, chosen FROM registration",
        row => row.Read() ? new RegistrationChoice(
            (RegistrationMode)row.GetByte(0), row.GetString(1), DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(2))) : null);
}
