using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Tqq.Server.Storage;

/// <summary>
/// Which file stands under a name: two names are of one file where device and inode are the same. Where the system is not Linux, it
/// is only known whether there is one.
/// </summary>
internal readonly partial record struct FileIdentity(ulong Inode, uint DeviceMajor, uint DeviceMinor)
{
    private const int CurrentDirectory = -100; // AT_FDCWD
    private const uint WithInode = 0x100; // STATX_INO

    // struct statx of Linux is the same on every processor.
    private const int Size = 256;
    private const int InodeAt = 32;
    private const int DeviceMajorAt = 136;
    private const int DeviceMinorAt = 140;

    /// <summary>The file of this name; null where there is none.</summary>
    public static FileIdentity? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return File.Exists(path) ? default(FileIdentity) : null;
        Span<byte> status = stackalloc byte[Size];
        if (Statx(CurrentDirectory, path, 0, WithInode, status) != 0)
            return null;
        return BitConverter.IsLittleEndian
            ? new(
                BinaryPrimitives.ReadUInt64LittleEndian(status[InodeAt..]),
                    BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMajorAt..]),
                BinaryPrimitives.ReadUInt32LittleEndian(status[DeviceMinorAt..]))
            : new(
                BinaryPrimitives.ReadUInt64BigEndian(status[InodeAt..]), BinaryPrimitives.ReadUInt32BigEndian(status[DeviceMajorAt..]),
                BinaryPrimitives.ReadUInt32BigEndian(status[DeviceMinorAt..]));
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int directory, string path, int flags, uint mask, Span<byte> status);
}
