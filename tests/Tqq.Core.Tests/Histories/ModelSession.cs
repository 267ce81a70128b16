using System.Net;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>A session of the model: who may act in it, and the request before (protocol.md §3, §4).</summary>
internal sealed class ModelSession(IPAddress address, string? key, Status status, TimeSpan begun)
{
    private readonly HashSet<ulong> _seqs = [];
    private readonly List<Asked> _asked = [];

    public IPAddress Address => address;

    public string? Key => key;

    /// <summary>The status that the disk has beside it; in memory it is the account's.</summary>
    public Status Status { get; set; } = status;

    public TimeSpan LastSeen { get; private set; } = begun;

    public bool Admits(in Caller caller) => key is null ? caller.KeyHash is null && address.Equals(caller.Address) : key == caller.KeyHash;

    /// <summary>
    /// A request takes its turn; what it is answered when it only repeats the one before, or any that was in flight when it arrived.
    /// </summary>
    public Outcome? Note(in Repetition request, TimeSpan now)
    {
        LastSeen = now;
        _seqs.Add(request.Mark);
        for (var at = _asked.Count - 1; at >= 0 && _seqs.Count > 1; at--)
        {
            var asked = _asked[at];
            var isSoonAfter = at == _asked.Count - 1 && request.Arrived - asked.Arrived <= TimeSpan.FromSeconds(10);
            if (asked.Body == request.Fingerprint && asked.Outcome is { Answer: not Answer.HandedOut { Handout: 0 } } outcome
                && (isSoonAfter || request.Arrived < asked.Answered))
                return outcome;
        }

        _asked.Add(new(request.Fingerprint, request.Arrived, null, default));
        return null;
    }

    public void Answered(Outcome outcome, TimeSpan now) =>
        _asked[^1] = _asked[^1] with { Outcome = outcome, Answered = now + outcome.Delay };

    private sealed record Asked(UInt128 Body, TimeSpan Arrived, Outcome? Outcome, TimeSpan Answered);
}
