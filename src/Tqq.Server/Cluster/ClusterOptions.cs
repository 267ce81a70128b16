namespace Tqq.Server.Cluster;

/// <summary>What the hosting of accounts can be told.</summary>
public sealed record ClusterOptions
{
    /// <summary>How long acknowledged messages are kept of an account without a log; zero for not at all.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long the log of an account is kept; null for ever, zero for not at all. What waits is kept in any case.
    /// </summary>
    public TimeSpan? DeviceHistory { get; init; }

    /// <summary>How many bytes a log may have, each item counted with its text and 100 more; beyond that the oldest items go.</summary>
    public long LogQuota { get; init; } = 1L << 30;

    /// <summary>To how many accounts a second an announcement goes.</summary>
    public int AnnouncementPace { get; init; } = 100;
}
