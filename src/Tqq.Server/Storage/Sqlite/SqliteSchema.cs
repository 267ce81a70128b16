using System.Globalization;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The numbered migrations. A file's version is its `user_version`, and its `application_id` says that it is ours.</summary>
internal static class SqliteSchema
{
    /// <summary>"Tqq1" as a number.</summary>
    public const int ApplicationId = 0x54_71_71_31;

    private static readonly IReadOnlyList<(int Version, string Name)> Migrations =
    [
        .. from name in Assembly.GetExecutingAssembly().GetManifestResourceNames()
           where name.Contains(".Migrations.", StringComparison.Ordinal) && name.EndsWith(".sql", StringComparison.Ordinal)
           let number = name.Split('.')[^2].Split('_')[0]
           orderby number
           select (int.Parse(number, CultureInfo.InvariantCulture), name),
    ];

    /// <summary>The version this program writes.</summary>
    public static int Current => Migrations[^1].Version;

    /// <summary>Whether a store is of an earlier version; a new one is not.</summary>
    public static bool IsOlder(SqliteConnection connection) => connection.Pragma("user_version") is var version && version > 0 && version < Current;

    /// <summary>Brings a store to the current version, in one transaction for each step.</summary>
    public static void Migrate(SqliteConnection connection)
    {
        foreach (var (version, name) in Migrations)
        {
            if (connection.Pragma("user_version") >= version)
                continue;
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
            connection.Run($"BEGIN EXCLUSIVE; {reader.ReadToEnd()}; PRAGMA user_version = {version}; COMMIT;");
        }
    }
}
