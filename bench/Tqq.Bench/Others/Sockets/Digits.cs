using System.Buffers.Text;

namespace Tqq.Bench.Others.Sockets;

/// <summary>Numbers in a request that is otherwise the same each time.</summary>
internal static class Digits
{
    /// <summary>Writes a number behind the first place where a name stands, over one of as many digits.</summary>
    public static void Patch(byte[] request, ReadOnlySpan<byte> name, long value)
    {
        var at = request.AsSpan().IndexOf(name);
        if (at < 0 || !Utf8Formatter.TryFormat(value, request.AsSpan(at + name.Length), out _))
            throw new InvalidOperationException("nothing to write over");
    }
}
