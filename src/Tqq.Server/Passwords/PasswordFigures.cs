using Tqq.Server.Metrics;

namespace Tqq.Server.Passwords;

/// <summary>What is counted and measured of passwords that are computed.</summary>
/// <param name="figures">Where it stands.</param>
public sealed class PasswordFigures(FigureList figures)
{
    private readonly SpreadFigure _times =
        figures.Time("tqq.password.duration", "The time that computing a password took (Argon2id), without waiting for it.");

    private readonly CountFigure _refused =
        figures.Count("tqq.logins.refused", "Logins that were refused because so many waited (--login-queue).");

    /// <summary>A password was computed.</summary>
    /// <param name="began">When that began, by the stopwatch.</param>
    public void Computed(long began) => _times.RecordSince(began);

    /// <summary>A login found no room in the queue.</summary>
    public void Refused() => _refused.Add();

    /// <summary>Has the queue looked at whenever somebody asks.</summary>
    /// <param name="waiting">How many wait.</param>
    /// <param name="oldest">How long the first of them has waited.</param>
    public void Watch(Func<int> waiting, Func<TimeSpan> oldest)
    {
        figures.Gauge("tqq.logins.waiting", "", "Logins that wait to have their password computed.", _ => waiting());
        figures.Gauge("tqq.logins.oldest_wait", "s", "How long the login that waits longest has waited.", _ => oldest().TotalSeconds);
    }
}
