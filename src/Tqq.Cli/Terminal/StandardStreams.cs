using Microsoft.Win32.SafeHandles;
using Tqq.Cli.Language;

namespace Tqq.Cli.Terminal;

/// <summary>
/// The three streams of the process. Output fails when nobody reads it any more: the runtime's own swallows that, and what nobody can have read would count as
/// shown. Streams that were closed before the program began are no reason to crash: output then fails, errors go nowhere, input is empty.
/// </summary>
internal static class StandardStreams
{
    private const int Descriptor = 1;

    public static TextWriter Output()
    {
        try
        {
            if (!Console.IsOutputRedirected || OperatingSystem.IsWindows())
                return Console.Out;
            // Not buffered, so nothing is left in it at the end.
            var stream = new FileStream(new SafeFileHandle(Descriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            // A file may be shared with other programs that go on where this one ends: only the runtime's own moves the position they share.
            return stream.CanSeek ? Console.Out : TextWriter.Synchronized(new StreamWriter(stream, Console.Out.Encoding) { AutoFlush = true });
        }
        catch (Exception e) when (IsClosed(e))
        {
            return TextWriter.Synchronized(new StreamWriter(new ClosedStream()) { AutoFlush = true });
        }
    }

    public static TextWriter Error()
    {
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

    private static bool IsClosed(Exception e) => e is IOException or ArgumentException or UnauthorizedAccessException or NotSupportedException;

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

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException(Localized.Of("standard output is closed", "标准输出已关闭"));
    }
}
