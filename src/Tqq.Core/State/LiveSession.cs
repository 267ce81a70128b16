using Tqq.Core.Limits;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.State;

/// <summary>A live session: who may act in it, when it last did, and what it was answered last (protocol.md §3, §4).</summary>
/// <param name="record">What of it is on disk.</param>
/// <param name="now">When it began, or when the server came back to it.</param>
internal sealed class LiveSession(SessionRecord record, Moment now)
{
    private ulong? _onlySeq;
    private bool _seqVaries;
    private UInt128 _lastFingerprint;
    private TimeSpan _lastAsked;
    private Outcome? _lastOutcome;

    /// <summary>What of it is on disk.</summary>
    public SessionRecord Record { get; private set; } = record;

    /// <summary>When its last request came.</summary>
    public TimeSpan LastSeen { get; private set; } = now.Uptime;

    /// <summary>Whether a caller acts in this session: by its key where it has one, otherwise by its address.</summary>
    public bool Admits(in Caller caller) => Record.Admits(caller);

    /// <summary>Whether no request has come for too long.</summary>
    public bool IsOver(TimeSpan now, TimeSpan timeout) => now - LastSeen >= timeout;

    /// <summary>Its status is now another.</summary>
    public void SetStatus(Status status) => Record = Record with { Status = status };

    /// <summary>A request has come. If it repeats the one before, says what that was answered; otherwise it stands as the last one from now on.</summary>
    public Outcome? Note(in Caller caller, TimeSpan now)
    {
        LastSeen = now;
        _seqVaries |= _onlySeq is { } only && only != caller.SeqMark;
        _onlySeq ??= caller.SeqMark;
        if (_seqVaries && caller.Fingerprint == _lastFingerprint && now - _lastAsked <= WireNumbers.ReplayWindow
            && _lastOutcome is { } outcome && outcome.Answer is not Answer.HandedOut { Handout: 0 })
            return outcome;
        (_lastFingerprint, _lastAsked, _lastOutcome) = (caller.Fingerprint, now, null);
        return null;
    }

    /// <summary>The last request was answered so; a repetition will be answered the same.</summary>
    public void Remember(Outcome outcome) => _lastOutcome = outcome;
}
