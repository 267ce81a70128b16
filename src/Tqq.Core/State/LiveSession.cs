using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Sessions;

namespace Tqq.Core.State;

/// <summary>A live session: who may act in it, when it last did, and what it was answered last (protocol.md §3, §4).</summary>
/// <param name="record">What of it is on disk.</param>
/// <param name="now">When it began, or when the server came back to it.</param>
/// <param name="before">The session whose place it takes; null where there was none.</param>
internal sealed class LiveSession(SessionRecord record, Moment now, LiveSession? before = null)
{
    // Of clients that have not asked since, the last few: each hears of it once, and then says no more.
    private const int MostDisplaced = 4;

    // A client with more requests in flight is no client that repeats, and must not fill the memory.
    private const int MostOverlapped = 64;

    // Only sessions with a key: what a legacy client is told never changes.
    private readonly string[]? _displaced = before?.Record.KeyHash is { } key
        ? [.. (before._displaced ?? []).TakeLast(MostDisplaced - 1), key] : before?._displaced;
    private ulong _onlyMark;
    private bool _hasMark;
    private bool _marksVary;
    private bool _isLastRepeatable;
    private AskedRequest _last;

    // Requests before the last one that were not answered yet when another one arrived; null where there are none, as nearly always.
    private List<AskedRequest>? _overlapped;

    /// <summary>What of it is on disk.</summary>
    public SessionRecord Record { get; private set; } = record;

    /// <summary>The keys of the last few sessions whose place this one took; null where there are none.</summary>
    public IReadOnlyList<string>? DisplacedKeys => _displaced;

    /// <summary>When its last request came.</summary>
    public TimeSpan LastSeen { get; private set; } = now.Uptime;

    /// <summary>The same by the calendar; null where none has come since it began, or since the server came back to it.</summary>
    public DateTimeOffset? Seen => LastSeen > now.Uptime ? now.Wall + (LastSeen - now.Uptime) : null;

    /// <summary>Whether a caller acts in this session: by its key where it has one, otherwise by its address.</summary>
    public bool Admits(in Caller caller) => Record.Admits(caller);

    /// <summary>
    /// What somebody is told who has no part in this session. A client whose own session had a key and lost its place to this one hears
    /// from where that login came, so that it need not log in again: else both would take the session from each other for ever.
    /// </summary>
    public Answer AnswerToOthers(in Caller caller) =>
        _displaced is not null && caller.KeyHash is { } key && _displaced.Contains(key) ? new Answer.Displaced(Record.Address)
            : Answer.NotLoggedIn.Instance;

    /// <summary>Whether no request has come for too long.</summary>
    public bool IsOver(TimeSpan now, TimeSpan timeout) => now - LastSeen >= timeout;

    /// <summary>Its status is now another.</summary>
    public void SetStatus(Status status) => Record = Record with { Status = status };

    /// <summary>
    /// A request takes its turn. If it repeats the one before, or one that was not answered yet when it arrived, says what that
    /// was answered; otherwise it stands as the last one from now on. What counts is when requests arrived: their turns may
    /// come much later, where the disk hangs.
    /// </summary>
    /// <param name="repetition">What tells the request from others; null where it repeats none and is never repeated.</param>
    /// <param name="now">When its turn is.</param>
    public Outcome? Note(Repetition? repetition, TimeSpan now)
    {
        LastSeen = now;
        if (repetition is not { } request)
        {
            (_isLastRepeatable, _last) = (false, default);
            return null;
        }

        _marksVary |= _hasMark && _onlyMark != request.Mark;
        if (!_hasMark)
            (_hasMark, _onlyMark) = (true, request.Mark);
        if (_marksVary && FindRepeatedBy(request) is { } outcome)
            return outcome;
        KeepOverlapped(request.Arrived);
        (_isLastRepeatable, _last) = (true, new(request.Fingerprint, request.Arrived));
        return null;
    }

    /// <summary>The last request was answered so; a repetition will be answered the same.</summary>
    public void Remember(Outcome outcome, TimeSpan now)
    {
        if (_isLastRepeatable)
            _last = _last with { Answer = outcome.Answer, Delay = outcome.Delay, Answered = now + outcome.Delay };
    }

    private Outcome? FindRepeatedBy(in Repetition request)
    {
        if (_last.IsRepeatedBy(request))
            return _last.Outcome;
        if (_overlapped is not null)
            foreach (var asked in _overlapped)
                if (asked.WasInFlightFor(request))
                    return asked.Outcome;
        return null;
    }

    private void KeepOverlapped(TimeSpan arrived)
    {
        if (_overlapped is not null)
            _overlapped = StillInFlight(_overlapped, arrived);
        if (_last.IsRepeatable && arrived < _last.Answered)
            (_overlapped ??= []).Add(_last);
    }

    private static List<AskedRequest>? StillInFlight(List<AskedRequest> requests, TimeSpan arrived)
    {
        requests.RemoveAll(asked => asked.Answered <= arrived);
        if (requests.Count == MostOverlapped)
            requests.RemoveAt(0);
        return requests.Count > 0 ? requests : null;
    }
}
