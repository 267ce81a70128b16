using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// Marks for requests: each larger than all before it, also than those of an earlier run of the program, because they begin at the
/// microseconds of the calendar and no client asks a million times a second. So two programs of one session, begun together, do not share
/// marks either: the server would take the second of two equal texts for a repetition of the first (protocol.md §4).
/// </summary>
internal sealed class SeqSource(TimeProvider time)
{
    private ulong _last = (ulong)(time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public Seq Next() => new(++_last);
}
