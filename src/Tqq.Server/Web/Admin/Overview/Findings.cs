using System.Net;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Admin.Overview;

/// <summary>What the findings of an overview are made of.</summary>
internal sealed record FindingFacts
{
    /// <summary>When it is.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>Who may come in without TLS.</summary>
    public required Exposure Exposure { get; init; }

    /// <summary>Whether passwords may come to the web port without TLS (--web-plain).</summary>
    public bool AllowsPlain { get; init; }

    /// <summary>Whether anybody may make an account.</summary>
    public bool IsRegistrationOpen { get; init; }

    /// <summary>Sessions of HTTP QQ.</summary>
    public long WireSessions { get; init; }

    /// <summary>Those of them without a key.</summary>
    public long WithoutKey { get; init; }

    /// <summary>Logins that wait.</summary>
    public long LoginsWaiting { get; init; }

    /// <summary>From where most of them come, where one address stands out.</summary>
    public IPAddress? MostWaiting { get; init; }

    /// <summary>Addresses that are slowed down, and the one that failed last.</summary>
    public (int Count, IPAddress? Last) SlowedDown { get; init; }

    /// <summary>Why the store is not well; null where it is.</summary>
    public string? Trouble { get; init; }

    /// <summary>Places of the store that were found damaged.</summary>
    public long Damage { get; init; }

    /// <summary>When all of it was read without finding any; null where that has not been.</summary>
    public DateTimeOffset? ReadThrough { get; init; }

    /// <summary>The last backup that the server made of itself; null where there is none.</summary>
    public Backup? LastBackup { get; init; }

    /// <summary>The size of the store.</summary>
    public double StoreBytes { get; init; }

    /// <summary>The room that is left; not a number where that is not known.</summary>
    public double FreeBytes { get; init; } = double.NaN;

    /// <summary>Errors within the last hour.</summary>
    public long ErrorsLately { get; init; }

    /// <summary>Until when the TLS certificate is valid; null where there is no TLS.</summary>
    public DateTimeOffset? CertificateEnds { get; init; }
}

/// <summary>Says what of a server needs a look, and what is well. The codes are for programs and stay.</summary>
internal static class Findings
{
    private const double LeastFree = 1e9;

    // A queue this long is no crowd that comes back after a restart of a small server.
    private const int ManyLogins = 3;

    // Who has the server make backups wants a young one. Of those that are made by `tqq backup` the server knows nothing.
    private static readonly TimeSpan s_oldBackup = TimeSpan.FromDays(7);

    private static readonly TimeSpan s_certificateSoon = TimeSpan.FromDays(14);

    /// <summary>All findings, worst first.</summary>
    public static IReadOnlyList<OverviewFinding> Of(FindingFacts facts) => [.. Errors(facts), .. Warnings(facts), .. WhatIsWell(facts)];

    private static IEnumerable<OverviewFinding> Errors(FindingFacts facts)
    {
        if (facts.Trouble is { } trouble)
            yield return new("store-failing", "error", Text: trouble);
        if (facts.Damage > 0)
            yield return new("damage-found", "error", Count: facts.Damage);
    }

    private static IEnumerable<OverviewFinding> Warnings(FindingFacts facts)
    {
        // A backup takes as much as the store.
        if (facts.FreeBytes < Math.Max(LeastFree, facts.StoreBytes))
            yield return Warning("disk-nearly-full") with { Bytes = (long)facts.FreeBytes };
        foreach (var port in facts.Exposure.PlainWire)
            yield return Warning("wire-open-without-tls") with { Port = port, Count = facts.WireSessions };
        if (facts.Exposure.PlainWeb is { } web && facts.AllowsPlain)
            yield return Warning("web-open-without-tls") with { Port = web };
        if (facts.WithoutKey > 0)
            yield return Warning("sessions-without-key") with { Count = facts.WithoutKey };
        if (facts.LoginsWaiting >= ManyLogins)
            yield return Warning("login-queue") with { Count = facts.LoginsWaiting, Address = facts.MostWaiting?.ToString() };
        if (facts.SlowedDown is (> 0 and var slowed, var from))
            yield return Warning("addresses-slowed-down") with { Count = slowed, Address = from?.ToString() };
        if (facts.ErrorsLately > 0)
            yield return Warning("errors-lately") with { Count = facts.ErrorsLately };
        if (facts.CertificateEnds is { } end && end - facts.Now < s_certificateSoon)
            yield return Warning("certificate-expires") with { At = end };
        if (facts.LastBackup is { } last && IsOld(facts, last))
            yield return Warning("backup-old") with { At = last.Made };
        if (facts.IsRegistrationOpen)
            yield return Warning("registration-open");
    }

    private static IEnumerable<OverviewFinding> WhatIsWell(FindingFacts facts)
    {
        if (facts.LastBackup is { } last && !IsOld(facts, last))
            yield return new("backup-made", "ok", At: last.Made, Bytes: last.Bytes);
        if (facts is { Damage: 0, ReadThrough: { } read })
            yield return new("store-read-through", "ok", At: read);
    }

    private static bool IsOld(FindingFacts facts, Backup backup) => facts.Now - backup.Made > s_oldBackup;

    private static OverviewFinding Warning(string code) => new(code, "warning");
}
