using System.Net;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.Tests.Histories;

/// <summary>A session of the model: who may act in it, and the request before (protocol.md §3, §4).</summary>
internal sealed class ModelSession(IPAddress address, string? key, Status status, TimeSpan begun)
{
    private readonly HashSet<ulong> _seqs = [];
    private (UInt128 Body, TimeSpan At, Outcome? Outcome)? _before;

    public IPAddress Address => address;

    public string? Key => key;

    public Status Status { get; set; } = status;

    public TimeSpan LastSeen { get; private set; } = begun;

    public bool Admits(in Caller caller) => key is null ? address.Equals(caller.Address) : key == caller.KeyHash;

    /// <summary>A request comes; what it is answered when it only repeats the one before.</summary>
    public Outcome? Note(in Caller caller, TimeSpan now)
    {
        LastSeen = now;
        _seqs.Add(caller.SeqMark);
        if (_seqs.Count > 1 && _before is { Outcome: { Answer: not Answer.HandedOut { Handout: 0 } } outcome } before
            && before.Body == caller.Fingerprint && now - before.At <= TimeSpan.FromSeconds(10))
            return outcome;
        _before = (caller.Fingerprint, now, null);
        return null;
    }

    public void Answered(Outcome outcome) => _before = _before!.Value with { Outcome = outcome };
}
