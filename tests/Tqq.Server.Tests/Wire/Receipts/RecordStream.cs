using System.Buffers.Binary;
using System.Net.Sockets;

namespace Tqq.Server.Tests.Wire.Receipts;

/// <summary>
/// What a client's TLS reads from: one record at a time, as OpenSSL reads. What lies behind the record that
/// was asked for stays in the kernel.
/// </summary>
internal sealed class RecordStream(Socket socket) : NetworkStream(socket, ownsSocket: false)
{
    private const int HeaderLength = 5;

    private ReadOnlyMemory<byte> _record;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_record.IsEmpty && !await TryReadRecordAsync(cancellationToken))
            return 0;
        var count = Math.Min(buffer.Length, _record.Length);
        _record[..count].CopyTo(buffer);
        _record = _record[count..];
        return count;
    }

    private async Task<bool> TryReadRecordAsync(CancellationToken cancellationToken)
    {
        var header = new byte[HeaderLength];
        if (await ReadFromSocketAsync(header, cancellationToken) < HeaderLength)
            return false;
        var record = new byte[HeaderLength + BinaryPrimitives.ReadUInt16BigEndian(header.AsSpan(3))];
        header.CopyTo(record, 0);
        await ReadFromSocketAsync(record.AsMemory(HeaderLength), cancellationToken);
        _record = record;
        return true;
    }

    private async Task<int> ReadFromSocketAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        var read = 0;
        while (read < buffer.Length && await base.ReadAsync(buffer[read..], cancellationToken) is > 0 and var count)
            read += count;
        return read;
    }
}
