using System.Collections.Concurrent;
using System.Net;
using System.Threading.Channels;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Wire;

/// <summary>A messenger that answers what the test wants.</summary>
internal sealed class ScriptedMessenger : IMessenger
{
    private readonly Channel<(long Handout, bool IsConfirmed)> _reports = Channel.CreateUnbounded<(long, bool)>();

    /// <summary>
    /// What each operation is answered; where the answer is none of that operation, the operation gets the simplest one that is.
    /// </summary>
    public Func<Operation, Outcome> Answers { get; set; } = _ => Answer.Done.Instance;

    public ConcurrentQueue<Operation> Asked { get; } = [];

    /// <summary>Where they came from.</summary>
    public ConcurrentQueue<IPAddress> Addresses { get; } = [];

    /// <summary>Who asked last.</summary>
    public RequestOrigin? LastOrigin { get; private set; }

    /// <summary>Waits for the next report of what became of a reply.</summary>
    public async Task<(long Handout, bool IsConfirmed)> NextReportAsync(CancellationToken cancellationToken) =>
        await _reports.Reader.ReadAsync(cancellationToken);

    /// <summary>The reports that have come and were not taken yet.</summary>
    public IEnumerable<(long Handout, bool IsConfirmed)> TakeReports()
    {
        while (_reports.Reader.TryRead(out var report))
            yield return report;
    }

    /// <summary>What a login is answered.</summary>
    public Answer LoginAnswer { get; set; } = new Answer.LoggedIn(null);

    /// <summary>How long a login is held back.</summary>
    public TimeSpan LoginDelay { get; set; }

    /// <summary>Whether logins are refused before they are held back.</summary>
    public bool RefusesLogins { get; set; }

    /// <summary>Who belongs to a session: all, unless the test says otherwise.</summary>
    public Predicate<Caller> Belongs { get; set; } = _ => true;

    /// <summary>Who is signed in: all, unless the test says otherwise.</summary>
    public Predicate<Uin> IsOnline { get; set; } = _ => true;

    /// <summary>How many logins were not refused before.</summary>
    public int LoginsLookedAt { get; private set; }

    public async ValueTask<Outcome> LoginAsync(Uin uin, LoginAttempt attempt, Func<TimeSpan, ValueTask<bool>> holdBack,
        CancellationToken cancellationToken)
    {
        if (RefusesLogins || !await holdBack(LoginDelay))
            return Answer.Refused.Instance;
        LoginsLookedAt++;
        return LoginAnswer;
    }

    public ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, RequestOrigin origin, CancellationToken cancellationToken)
    {
        Asked.Enqueue(operation);
        Addresses.Enqueue(origin.Caller.Address);
        LastOrigin = origin;
        var outcome = Answers(operation);
        return new(Fits(operation, outcome.Answer) ? outcome : outcome with { Answer = SimplestTo(operation) });
    }

    public bool MayBelong(Uin uin, in Caller caller) => Belongs(caller);

    public bool MayBeOnline(Uin uin) => IsOnline(uin);

    public void ReportHandout(Uin uin, long handout, HandoutFate fate) => _reports.Writer.TryWrite((handout, fate.Written is not null));

    // What every operation may be answered fits, too.
    private static bool Fits(Operation operation, Answer answer) => answer switch
    {
        Answer.Done or Answer.HandedOut => answer.GetType() == SimplestTo(operation).GetType(),
        _ => true,
    };

    private static Answer SimplestTo(Operation operation) => operation switch
    {
        Operation.FetchMessages => Answer.HandedOut.None,
        Operation.ListFriends { Whole: true } => new Answer.FriendList([]),
        Operation.ListFriends => new Answer.FriendTotal(0),
        Operation.ListOnline => new Answer.OnlineFriends([]),
        Operation.ShowProfile show => new Answer.ProfileShown(show.Target, new(Profile.Named("nobody"), [])),
        Operation.AddFriend add => new Answer.AddAnswered(add.Target, AddOutcome.Added),
        _ => Answer.Done.Instance,
    };
}
