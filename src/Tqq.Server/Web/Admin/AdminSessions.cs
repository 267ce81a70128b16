using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>
/// The sessions of administrators in browsers. They live in memory: whoever restarts the server has them sign in again, and no disk or
/// backup holds one. Of the cookie its hash is kept alone.
/// </summary>
/// <param name="time">Where time comes from.</param>
/// <param name="facts">What time it is by the calendar.</param>
internal sealed class AdminSessions(TimeProvider time, ServerFacts facts)
{
    /// <summary>How many sessions an administrator has; the longest unused gives way.</summary>
    public const int Most = 10;

    /// <summary>How long one lasts, however much it is used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long one lasts unused.</summary>
    public static readonly TimeSpan LongestUnused = TimeSpan.FromMinutes(30);

    /// <summary>How long it counts that the password was given again.</summary>
    public static readonly TimeSpan Confirmed = TimeSpan.FromMinutes(10);

    /// <summary>The cookie. Strict: no link from elsewhere opens the pages signed in.</summary>
    public static readonly BrowserCookie Cookie = new("tqq-admin", SameSiteMode.Strict, Longest);

    private readonly Dictionary<string, AdminSession> _byHash = [];
    private readonly Lock _lock = new();

    /// <summary>Opens one.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="passwordMark">The mark of the password that it begins with.</param>
    /// <returns>It, and what its cookie has: nobody learns it again.</returns>
    public (AdminSession Session, string Secret) Open(Uin uin, string passwordMark)
    {
        var secret = ApiSecret.MakeCookie();
        var now = time.GetElapsedTime(0);
        var session = new AdminSession(ApiSecret.HashOf(secret), uin, passwordMark, now, now, null);
        lock (_lock)
        {
            Forget(now);
            if (Of(uin) is { Length: >= Most } others)
                _byHash.Remove(others.MinBy(other => other.LastUsed)!.Hash);
            _byHash[session.Hash] = session;
        }

        return (session, secret);
    }

    /// <summary>Finds one that goes on, and counts it as used now.</summary>
    public AdminSession? Use(string secret)
    {
        var (hash, now) = (ApiSecret.HashOf(secret), time.GetElapsedTime(0));
        lock (_lock)
        {
            if (!_byHash.TryGetValue(hash, out var session) || session.IsOver(now))
                return null;
            return _byHash[hash] = session with { LastUsed = now };
        }
    }

    /// <summary>The password was given again in it.</summary>
    public AdminSession? Confirm(AdminSession session)
    {
        lock (_lock)
            return _byHash.TryGetValue(session.Hash, out var known)
                ? _byHash[session.Hash] = known with { ConfirmedUntil = time.GetElapsedTime(0) + Confirmed } : null;
    }

    /// <summary>Whether the password was given again in it lately.</summary>
    public bool IsConfirmed(AdminSession session) => session.ConfirmedUntil > time.GetElapsedTime(0);

    /// <summary>When, by the calendar, something of a session comes or came.</summary>
    public DateTimeOffset At(TimeSpan moment) => facts.Calendar.GetUtcNow() + (moment - time.GetElapsedTime(0));

    /// <summary>Ends one.</summary>
    public void Close(AdminSession session)
    {
        lock (_lock)
            _byHash.Remove(session.Hash);
    }

    /// <summary>Ends all of an administrator.</summary>
    public void CloseAll(Uin uin)
    {
        lock (_lock)
            foreach (var session in Of(uin))
                _byHash.Remove(session.Hash);
    }

    /// <summary>How many an administrator has that open something: those that began with another password do not.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="passwordMark">The mark of the password now.</param>
    public int Count(Uin uin, string passwordMark)
    {
        lock (_lock)
        {
            Forget(time.GetElapsedTime(0));
            return Of(uin).Count(session => session.PasswordMark == passwordMark);
        }
    }

    private AdminSession[] Of(Uin uin) => [.. _byHash.Values.Where(session => session.Uin == uin)];

    private void Forget(TimeSpan now)
    {
        foreach (var over in _byHash.Values.Where(session => session.IsOver(now)).ToArray())
            _byHash.Remove(over.Hash);
    }
}

/// <summary>A session of an administrator.</summary>
/// <param name="Hash">SHA-256 of what its cookie has, in upper-case hex.</param>
/// <param name="Uin">Whose.</param>
/// <param name="PasswordMark">The mark of the password that it began with.</param>
/// <param name="Begun">When it began, by the clock that nobody sets.</param>
/// <param name="LastUsed">When it was used last.</param>
/// <param name="ConfirmedUntil">Until when it counts that the password was given again; null where it was not.</param>
internal sealed record AdminSession(
    string Hash, Uin Uin, string PasswordMark, TimeSpan Begun, TimeSpan LastUsed, TimeSpan? ConfirmedUntil)
{
    /// <summary>When it is over, if it is not used before.</summary>
    public TimeSpan Ends => Begun + AdminSessions.Longest is var end && LastUsed + AdminSessions.LongestUnused is var unused
        && unused < end ? unused : Begun + AdminSessions.Longest;

    /// <summary>Whether it is over.</summary>
    public bool IsOver(TimeSpan now) => now >= Ends;

    /// <summary>Without the hash.</summary>
    public override string ToString() => $"session of administrator {Uin}";
}
