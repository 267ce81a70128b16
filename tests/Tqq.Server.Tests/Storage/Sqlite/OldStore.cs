using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>A store as an earlier version of this program had it.</summary>
internal static class OldStore
{
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
        var assembly = typeof(SqliteStore).Assembly;
        var made = 0;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Migrations.", StringComparison.Ordinal))
            .Order().Take(version))
        {
            using var migration = new StreamReader(assembly.GetManifestResourceStream(name)!);
            old.Run(await migration.ReadToEndAsync(TestContext.Current.CancellationToken));
            if (++made == (rowsOf ?? version))
                old.Run(rows);
        }

        old.Run($"PRAGMA user_version = {version}");
    }
}
