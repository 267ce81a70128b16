using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>The page in which a table of a small store begins; most of them have no other.</summary>
internal static class TablePage
{
    /// <summary>How many bytes a page has.</summary>
    public const int Size = 4096;

    /// <summary>Where it begins in the database.</summary>
    public static int Of(SmallStore whole, string table)
    {
        var directory = Directory.CreateTempSubdirectory("tqq-");
        try
        {
            using var connection = SqliteConnections.Open(whole.PutInto(directory.FullName), SqliteOpenMode.ReadWrite, CheckedVfs.Name);
            return Size * ((int)connection.Scalar("SELECT rootpage FROM sqlite_master WHERE name = $1", table) - 1);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
