using System.Globalization;
using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A store as an earlier version of this program had it.</summary>
internal static class OldStore
{
    private static readonly IReadOnlyList<(int Version, string Name)> s_migrations =
    [
        .. from name in typeof(SqliteStore).Assembly.GetManifestResourceNames()
           where name.Contains(".Migrations.", StringComparison.Ordinal)
           orderby name
           select (int.Parse(name.Split('.')[^2].Split('_')[0], CultureInfo.InvariantCulture), name),
    ];

    /// <summary>All versions that there are, the current one last.</summary>
    public static IEnumerable<int> Versions => s_migrations.Select(migration => migration.Version);

    /// <summary>Makes one; pages have checksums since the third version.</summary>
    /// <param name="path">The file; what stands there is replaced.</param>
    /// <param name="version">The version of the schema.</param>
    /// <param name="rows">SQL that fills it.</param>
    /// <param name="rowsOf">
    /// The version whose schema the rows are for: later ones bring them up to theirs. Null for that of the store.
    /// </param>
    public static async Task MakeAsync(string path, int version, string rows, int? rowsOf = null)
    {
        File.Delete(path);
        await using var old = SqliteConnections.Open(path, SqliteOpenMode.ReadWriteCreate, vfs: version < 3 ? null : CheckedVfs.Name);
        old.Run($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA journal_mode = WAL; PRAGMA cache_spill = 0;");
        foreach (var (made, name) in s_migrations.Where(migration => migration.Version <= version))
        {
            using var migration = new StreamReader(typeof(SqliteStore).Assembly.GetManifestResourceStream(name)!);
            old.Run(await migration.ReadToEndAsync(TestContext.Current.CancellationToken));
            if (made == (rowsOf ?? version))
                old.Run(rows);
        }

        old.Run($"PRAGMA user_version = {version}");
    }
}
