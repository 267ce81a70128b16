using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;

namespace Tqq.Server.Cluster;

/// <summary>What one account has others know: whether it has a session, and what it has to say to them. To be used in its turns.</summary>
internal sealed partial class AccountNews(Uin uin, LiveAccount account, AccountServices services)
{
    private Task _telling = Task.CompletedTask;
    private SessionRecord? _noted;
    private bool _isNoted;
    private bool _wasOnline;

    /// <summary>Ends when all have answered that have been told of the presence so far.</summary>
    public Task Telling => _telling;

    /// <summary>Has the others know whether this account has a session.</summary>
    public void NoteSession()
    {
        if (_isNoted && account.Session == _noted && account.IsOnline == _wasOnline)
            return;
        services.Sessions.Note(uin, account.Session, account.IsOnline, account.DisplacedKeys);
        (_isNoted, _noted, _wasOnline) = (true, account.Session, account.IsOnline);
    }

    /// <summary>
    /// Begins to tell others, all at once; what they answer is learnt when it comes. Those in this process have it before this returns, or
    /// wait for their turn with it: so whoever asks them after this account has been answered sees the news. Accounts without a session are
    /// not told what is for sessions only.
    /// </summary>
    /// <returns>Ends when those have answered that have more to do than to hear of a presence: these alone are waited for.</returns>
    public Task TellAsync(ImmutableArray<Tell> tells)
    {
        List<Task>? telling = null;
        var deeds = Task.CompletedTask;
        foreach (var tell in tells)
        {
            if (tell.IsForSessions && !services.Sessions.MayBeOnline(tell.Target))
                continue;
            var told = TellOneAsync(tell);
            if (!tell.IsForSessions)
                deeds = deeds.IsCompleted ? told : Task.WhenAll(deeds, told);
            else if (!told.IsCompleted)
                (telling ??= [_telling]).Add(told);
        }

        if (telling is not null)
            _telling = Task.WhenAll(telling);
        return deeds;
    }

    // One that fails harms neither the rest nor the answer.
    private async Task TellOneAsync(Tell tell)
    {
        try
        {
            account.Presence.Learn(await services.Peers.HearAsync(tell.Target, tell.News), tell.IsGreeting, services.Clock.Now());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            LogTellFailed(services.Logger, tell.Target.Value, tell.News.GetType().Name, e);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "account {Target} could not be told {Request}")]
    private static partial void LogTellFailed(ILogger logger, uint target, string request, Exception exception);
}
