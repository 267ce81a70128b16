using System.Runtime.InteropServices;

namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// The parts of SQLite's C interface that `Microsoft.Data.Sqlite` does not hand through. The layouts are those of sqlite3.h
/// and stay as they are within SQLite 3.
/// </summary>
internal static unsafe partial class SqliteInterface
{
    public const int Ok = 0;

    /// <summary>The error for a page whose checksum is wrong.</summary>
    public const int DataError = 10 | (32 << 8);

    /// <summary>A read went beyond the end of the file; what is missing is zeros.</summary>
    public const int ShortRead = 10 | (2 << 8);

    public const int OpenMainDatabase = 0x100;
    public const int OpenWriteAheadLog = 0x80000;

    /// <summary>A file that says this is read in pieces smaller than a page, which no checksum covers.</summary>
    public const int SubpageReads = 0x8000;

    private const int ReserveBytes = 38;

    /// <summary>Asks that pages of a new database keep so many bytes free at their ends.</summary>
    public static void Reserve(SQLitePCL.sqlite3 connection, int bytes) =>
        _ = FileControl(connection.DangerousGetHandle(), 0, ReserveBytes, &bytes);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    public static partial Vfs* FindVfs(string? name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    public static partial int RegisterVfs(Vfs* vfs, int makeDefault);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control")]
    private static partial int FileControl(nint connection, nint schema, int operation, void* argument);

    /// <summary>sqlite3_vfs: a file system as SQLite sees it.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Vfs
    {
        public int Version;
        public int FileSize;
        public int LongestPath;
        public Vfs* Next;
        public byte* Name;
        public void* Own;
        public delegate* unmanaged[Cdecl]<Vfs*, byte*, OpenFile*, int, int*, int> Open;
        private fixed ulong _others[15];
    }

    /// <summary>sqlite3_file: what an open file of any file system begins with.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct OpenFile
    {
        public FileMethods* Methods;
    }

    /// <summary>sqlite3_io_methods: what can be done with an open file.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct FileMethods
    {
        /// <summary>2 has shared memory, which WAL needs; 3 would have memory-mapped pages, which no checksum covers.</summary>
        public int Version;
        private readonly nint _close;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Read;
        public delegate* unmanaged[Cdecl]<OpenFile*, byte*, int, long, int> Write;
        private readonly nint _truncate;
        public delegate* unmanaged[Cdecl]<OpenFile*, int, int> Sync;
        private fixed ulong _others[6];
        public delegate* unmanaged[Cdecl]<OpenFile*, int> Characteristics;
        private fixed ulong _shared[4];
        private fixed ulong _mapped[2];
    }
}
