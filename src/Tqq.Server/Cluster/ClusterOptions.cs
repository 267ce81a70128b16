namespace Tqq.Server.Cluster;

/// <summary>What the hosting of accounts can be told.</summary>
public sealed record ClusterOptions
{
    /// <summary>How long acknowledged messages are kept for the page; zero for not at all.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromDays(30);
}
