using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>
/// The three streams of the process. Output fails when nobody reads it any more: the runtime's own swallows that, and what nobody can have
/// read would count as shown. Streams that were closed before the program began are no reason to crash or to hang: output then fails,
/// errors go nowhere, input is empty.
/// </summary>
internal static partial class StandardStreams
{
    private const int InputDescriptor = 0;
    private const int OutputDescriptor = 1;
    private const int ErrorDescriptor = 2;

    // fcntl.h, the same on Linux and macOS.
    private const int GetDescriptorFlags = 1;
    private const int GetStatusFlags = 3;
    private const int CloseOnExec = 1;
    private const int AccessMode = 3;
    private const int ReadOnly = 0;

    public static TextWriter Output()
    {
        // One that can only be read is what the launcher puts in the place of one that was closed.
        if (WasClosed(OutputDescriptor) || IsReadOnly(OutputDescriptor))
        {
            Console.SetOut(TextWriter.Null);
            return Closed();
        }

        try
        {
            if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
                return Console.Out;
            // Not buffered, so nothing is left in it at the end.
            var stream = new FileStream(new SafeFileHandle(OutputDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file may be shared with other programs that go on where this one ends: only the runtime's
            // own moves the position they share.
            return TextWriter.Synchronized(new WholeWriter(stream.CanSeek ? Console.OpenStandardOutput() : stream, Console.Out.Encoding));
        }
        catch (Exception e) when (IsClosed(e))
        {
            return Closed();
        }
    }

    public static TextWriter Error()
    {
        if (WasClosed(ErrorDescriptor))
        {
            // The log of a server goes there too.
            Console.SetError(TextWriter.Null);
            return TextWriter.Null;
        }

        try
        {
            return Console.Error;
        }
        catch (Exception e) when (IsClosed(e))
        {
            return TextWriter.Null;
        }
    }

    public static TextReader Input()
    {
        if (WasClosed(InputDescriptor))
            return TextReader.Null;
        try
        {
            // Lines of a terminal are the runtime's: it echoes and edits them.
            return Console.IsInputRedirected ? TextReader.Synchronized(new Utf8Reader(Console.OpenStandardInput())) : Console.In;
        }
        catch (Exception e) when (IsClosed(e))
        {
            return TextReader.Null;
        }
    }

    // The runtime opens files and pipes before the program begins, and the first of them get the numbers that are free: to read or to write
    // there would take bytes from the runtime or give it some. A descriptor that this process was started with cannot be marked to be
    // closed by that start; the runtime's own are.
    private static bool WasClosed(int descriptor) =>
        !OperatingSystem.IsWindows() && Fcntl(descriptor, GetDescriptorFlags) is var flags && (flags < 0 || (flags & CloseOnExec) != 0);

    private static bool IsReadOnly(int descriptor) =>
        !OperatingSystem.IsWindows() && (Fcntl(descriptor, GetStatusFlags) & AccessMode) == ReadOnly;

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Fcntl(int descriptor, int command);

    private static StreamWriter Closed() => new(new ClosedStream()) { AutoFlush = true };

    private static bool IsClosed(Exception e) =>
        e is IOException or ArgumentException or UnauthorizedAccessException or NotSupportedException;

    /// <summary>In the place of an output that was closed.</summary>
    private sealed class ClosedStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) =>
            throw new IOException(Localized.Of("standard output is closed", "标准输出已关闭"));
    }
}
