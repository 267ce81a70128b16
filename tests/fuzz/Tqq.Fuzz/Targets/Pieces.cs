using System.Buffers;

namespace Tqq.Fuzz.Targets;

/// <summary>Bytes that lie in several places, as a pipe hands them out.</summary>
internal sealed class Pieces : ReadOnlySequenceSegment<byte>
{
    private Pieces(ReadOnlyMemory<byte> memory, Pieces? before)
    {
        Memory = memory;
        if (before is null)
            return;
        RunningIndex = before.RunningIndex + before.Memory.Length;
        before.Next = this;
    }

    public static ReadOnlySequence<byte> Of(params byte[][] parts)
    {
        var first = new Pieces(parts[0], null);
        var last = parts.Skip(1).Aggregate(first, static (before, part) => new(part, before));
        return new(first, 0, last, last.Memory.Length);
    }
}
