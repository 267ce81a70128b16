using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// Marks for requests: each larger than all before it, also than those of an earlier run of the program, because they begin at the
/// milliseconds of the calendar and no client asks a thousand times a second for long.
/// </summary>
internal sealed class SeqSource(TimeProvider time)
{
    private ulong _last = (ulong)time.GetUtcNow().ToUnixTimeMilliseconds();

    public Seq Next() => new(++_last);
}
