using Microsoft.Win32.SafeHandles;

namespace Tqq.Cli.Terminal;

/// <summary>Standard output that fails when nobody reads it any more. The runtime's own swallows that, and what nobody can have read would count as shown.</summary>
internal static class StandardOutput
{
    private const int Descriptor = 1;

    public static TextWriter Open()
    {
        if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
            return Console.Out;
        // Not buffered, so nothing is left in it at the end.
        var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
        // A file may be shared with other programs that go on where this one ends: only the runtime's own moves the position they share.
        return stream.CanSeek ? Console.Out : TextWriter.Synchronized(new StreamWriter(stream, Console.Out.Encoding) { AutoFlush = true });
    }
}
