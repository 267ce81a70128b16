using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>The numbered migrations. A file's version is its `user_version`, and its `application_id` says that it is ours.</summary>
internal static partial class SqliteSchema
{
    /// <summary>"Tqq1" as a number.</summary>
    public const int ApplicationId = 0x54_71_71_31;

    private const int FirstWithLogs = 11;

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
    public static bool IsOlder(SqliteConnection connection) =>
        connection.Pragma("user_version") is var version && version > 0 && version < Current;

    /// <summary>
    /// How the schema of a file differs from the one that the migrations make of its version: a trigger, say, that somebody has added and
    /// that would change what is written. Null where it does not.
    /// </summary>
    public static string? Difference(SqliteConnection connection)
    {
        var (found, ours) = (Read(connection), Ours((int)connection.Pragma("user_version")));
        return found.Keys.Except(ours.Keys).Order(StringComparer.Ordinal).Select(name =>
            $"the schema has a {name} that is not of this program").FirstOrDefault()
            ?? ours.Keys.Except(found.Keys).Order(StringComparer.Ordinal).Select(name => $"the schema lacks the {name}").FirstOrDefault()
            ?? ours.Where(pair => found[pair.Key] != pair.Value).Select(pair =>
                $"the {pair.Key} of the schema is not as this program makes it").FirstOrDefault();
    }

    /// <summary>Brings a store to the current version, in one transaction for each step.</summary>
    /// <param name="connection">The store, which nobody else writes.</param>
    /// <param name="progress">Is told how far it is; null for nobody.</param>
    /// <param name="damage">Where is named what an earlier version had counted wrong; null for nowhere.</param>
    public static void Migrate(SqliteConnection connection, UpgradeProgress? progress = null, DamageLog? damage = null)
    {
        var before = connection.Pragma("user_version");
        Migrate(connection, Current, progress);
        if (before >= FirstWithLogs && before < Current)
            WaitingRecount.Run(connection, damage);
    }

    /// <summary>How many steps lie between a version and the current one.</summary>
    public static int StepsFrom(long version) => Migrations.Count(migration => migration.Version > version);

    private static Dictionary<string, string> Ours(int version)
    {
        using var made = SqliteConnections.Open(":memory:", SqliteOpenMode.Memory, vfs: null);
        Migrate(made, version, progress: null);
        return Read(made);
    }

    private static Dictionary<string, string> Read(SqliteConnection connection) => connection.Query(
        "SELECT type || ' ' || name, tbl_name || ': ' || coalesce(sql, '') FROM sqlite_schema",
        row =>
        {
            var things = new Dictionary<string, string>();
            while (row.Read())
                things[row.GetString(0)] = Unsaid().Replace(row.GetString(1), " ").Trim();
            return things;
        });

    // Comments and white space, which another version of this program may have written otherwise.
    [GeneratedRegex(@"(--[^\n]*|\s)+")]
    private static partial Regex Unsaid();

    private static void Migrate(SqliteConnection connection, int through, UpgradeProgress? progress)
    {
        progress?.Expect(StepsFrom(connection.Pragma("user_version")));
        foreach (var (version, name) in Migrations)
        {
            if (version > through || connection.Pragma("user_version") >= version)
                continue;
            using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
            var step = $"BEGIN EXCLUSIVE; {reader.ReadToEnd()}; PRAGMA user_version = {version}; COMMIT;";
            if (progress is null)
                connection.Run(step);
            else
                progress.Do(connection, () => connection.Run(step));
        }
    }
}
