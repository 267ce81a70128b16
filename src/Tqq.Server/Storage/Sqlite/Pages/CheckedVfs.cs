using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tqq.Server.Storage.Sqlite.Pages.SqliteInterface;

namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// A file system for SQLite that is the usual one, but for this: each page of a database is written with its checksum and read only if the
/// checksum is right; a page in the write-ahead log is read only if the log's own checksum is, which SQLite itself looks at after a crash
/// and never again. So a damaged page is an error of whoever reads it, and can be nothing else.
/// </summary>
internal static unsafe class CheckedVfs
{
    /// <summary>The name by which a connection asks for it. Only for files whose pages have room for checksums.</summary>
    public const string Name = "tqq-checked";

    // What it costs a file to be known by name: its path, behind what the usual file system keeps.
    private const int TrailerSize = 8;

    private static readonly Lock s_lock = new();
    private static readonly Dictionary<(nint Original, bool IsLog), nint> s_methods = [];
    private static Vfs* s_usual;
    private static Vfs* s_ours;

    [ThreadStatic]
    private static byte[]? t_page;

    /// <summary>Makes it known to SQLite; once for the process.</summary>
    public static void Register()
    {
        lock (s_lock)
        {
            if (s_ours is not null)
                return;
            SQLitePCL.Batteries_V2.Init();
            s_usual = FindVfs(null);
            var ours = (Vfs*)NativeMemory.Alloc((nuint)sizeof(Vfs));
            *ours = *s_usual;
            ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8(Name);
            ours->FileSize = Trailer + TrailerSize;
            ours->Open = &Open;
            if (RegisterVfs(ours, makeDefault: 0) != Ok)
                throw new InvalidOperationException("SQLite takes no file system of ours");
            s_ours = ours;
        }
    }

    private static int Trailer => (s_usual->FileSize + 7) & ~7;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(Vfs* vfs, byte* name, OpenFile* file, int flags, int* outFlags)
    {
        var result = s_usual->Open(vfs, name, file, flags, outFlags);
        if (result == Ok && (flags & (OpenMainDatabase | OpenWriteAheadLog)) != 0)
        {
            *(byte**)((byte*)file + Trailer) = name;
            file->Methods = Patched(file->Methods, (flags & OpenWriteAheadLog) != 0);
        }

        return result;
    }

    // The usual methods with ours in place of some, and a pointer to the usual ones behind them.
    private static FileMethods* Patched(FileMethods* usual, bool isLog)
    {
        lock (s_lock)
        {
            if (s_methods.TryGetValue(((nint)usual, isLog), out var known))
                return (FileMethods*)known;
            var patched = (FileMethods*)NativeMemory.AllocZeroed((nuint)(sizeof(FileMethods) + sizeof(FileMethods*)));
            *patched = *usual;
            patched->Version = Math.Min(usual->Version, 2);
            patched->Read = isLog ? &ReadLog : &ReadDatabase;
            if (!isLog)
                patched->Write = &WriteDatabase;
            patched->Sync = &Sync;
            patched->Characteristics = &Characteristics;
            *(FileMethods**)(patched + 1) = usual;
            s_methods[((nint)usual, isLog)] = (nint)patched;
            return patched;
        }
    }

    private static FileMethods* Usual(OpenFile* file) => *(FileMethods**)(file->Methods + 1);

    private static string PathOf(OpenFile* file) => Marshal.PtrToStringUTF8((nint)(*(byte**)((byte*)file + Trailer))) ?? "";

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Characteristics(OpenFile* file) => Usual(file)->Characteristics(file) & ~SubpageReads;

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(OpenFile* file, int flags)
    {
        var begun = Stopwatch.GetTimestamp();
        var result = Usual(file)->Sync(file, flags);
        SyncTime.Note(Stopwatch.GetTimestamp() - begun);
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ReadDatabase(OpenFile* file, byte* buffer, int length, long offset)
    {
        var result = Usual(file)->Read(file, buffer, length, offset);
        // Of a file that was cut the last page is there in part, and SQLite takes zeros for the rest.
        if (result is not (Ok or ShortRead) || !PageSum.IsPage(length, offset) || PageSum.IsSound(new(buffer, length), offset))
            return result;
        PageDamage.Note($"{PathOf(file)}: page {(offset / length) + 1} is damaged");
        return DataError;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int WriteDatabase(OpenFile* file, byte* buffer, int length, long offset)
    {
        if (!PageSum.IsPage(length, offset))
            return Usual(file)->Write(file, buffer, length, offset);
        var page = t_page is { } kept && kept.Length >= length ? kept : t_page = new byte[length];
        new ReadOnlySpan<byte>(buffer, length).CopyTo(page);
        PageSum.Stamp(page.AsSpan(0, length), offset);
        fixed (byte* stamped = page)
            return Usual(file)->Write(file, stamped, length, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ReadLog(OpenFile* file, byte* buffer, int length, long offset)
    {
        var result = Usual(file)->Read(file, buffer, length, offset);
        var start = offset - WalFormat.FrameHeaderSize - WalFormat.HeaderSize;
        var frameSize = length + WalFormat.FrameHeaderSize;
        if (result != Ok || !PageSum.IsPage(length, 0) || start < 0 || start % frameSize != 0)
            return result;

        var header = stackalloc byte[WalFormat.FrameHeaderSize];
        var before = stackalloc byte[8];
        // The checksums of a frame and of the log's header both stand in the last eight bytes before what follows.
        var at = start + WalFormat.HeaderSize;
        var sumBefore = start == 0 ? WalFormat.HeaderSize - 8 : at - length - 8;
        if ((result = Usual(file)->Read(file, header, WalFormat.FrameHeaderSize, at)) != Ok
            || (result = Usual(file)->Read(file, before, 8, sumBefore)) != Ok)
            return result;
        if (WalFormat.IsNext(new(before, 8), new(header, WalFormat.FrameHeaderSize), new(buffer, length)))
            return Ok;
        PageDamage.Note($"{PathOf(file)}: frame {(start / frameSize) + 1} is damaged");
        return DataError;
    }
}
