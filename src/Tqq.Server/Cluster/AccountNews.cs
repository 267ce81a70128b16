using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;

namespace Tqq.Server.Cluster;

/// <summary>What one account has others know: whether it has a session, and what it has to say to them. To be used in its turns.</summary>
/// <param name="host">The account; what is remembered of what others know lies there.</param>
internal readonly partial struct AccountNews(AccountHost host)
{
    /// <summary>Ends when all have answered that have been told of the presence so far.</summary>
    public Task Telling => host.Told.Telling ?? Task.CompletedTask;

    /// <summary>Has the others know whether this account has a session.</summary>
    public void NoteSession()
    {
        ref var told = ref host.Told;
        var account = host.Account;
        if (told.IsNoted && account.Session == told.Session && account.IsOnline == told.IsOnline)
            return;
        host.Services.Sessions.Note(host.Uin, account.Session, account.IsOnline, account.DisplacedKeys);
        (told.IsNoted, told.Session, told.IsOnline) = (true, account.Session, account.IsOnline);
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
            if (tell.IsForSessions && !host.Services.Sessions.MayBeOnline(tell.Target))
                continue;
            var told = TellOneAsync(tell);
            if (!tell.IsForSessions)
                deeds = deeds.IsCompleted ? told : Task.WhenAll(deeds, told);
            else if (!told.IsCompleted)
                (telling ??= [Telling]).Add(told);
        }

        if (telling is not null)
            host.Told.Telling = Task.WhenAll(telling);
        return deeds;
    }

    // One that fails harms neither the rest nor the answer.
    private async Task TellOneAsync(Tell tell)
    {
        try
        {
            host.Account.Presence.Learn(
                await host.Services.Peers.HearAsync(tell.Target, tell.News), tell.IsGreeting, host.Services.Clock.Now());
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Log.TellFailed(host.Services.Logger, tell.Target.Value, tell.News.GetType().Name, e);
        }
    }

    // Of its own, because such methods are written for classes only.
    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "account {Target} could not be told {Request}")]
        public static partial void TellFailed(ILogger logger, uint target, string request, Exception exception);
    }

    /// <summary>What the others know of an account. It lies in its host: to be used where it stands, never as a copy.</summary>
    internal struct State
    {
        /// <summary>Ends when all have answered that have been told; null where nobody has been told anything.</summary>
        public Task? Telling;

        /// <summary>The session that they know of.</summary>
        public SessionRecord? Session;

        /// <summary>Whether they know of anything.</summary>
        public bool IsNoted;

        /// <summary>Whether it is online, as they know.</summary>
        public bool IsOnline;
    }
}
