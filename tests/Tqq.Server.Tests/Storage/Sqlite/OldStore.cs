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
    public static async Task MakeAsync(string path, int version, string rows)
    {
        File.Delete(path);
        await using var old = SqliteConnections.Open(path, SqliteOpenMode.ReadWriteCreate, vfs: version < 3 ? null : CheckedVfs.Name);
        old.Run($"PRAGMA application_id = {SqliteSchema.ApplicationId}; PRAGMA journal_mode = WAL;");
        var assembly = typeof(SqliteStore).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.Contains(".Migrations.", StringComparison.Ordinal)).Order().Take(version))
        {
            using var migration = new StreamReader(assembly.GetManifestResourceStream(name)!);
            old.Run(await migration.ReadToEndAsync(TestContext.Current.CancellationToken));
        }

        old.Run($"PRAGMA user_version = {version}; {rows}");
    }
}
