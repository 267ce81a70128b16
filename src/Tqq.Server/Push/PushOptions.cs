using System.Collections.Immutable;

namespace Tqq.Server.Push;

/// <summary>What the sending of pushes can be told.</summary>
public sealed record PushOptions
{
    /// <summary>
    /// How long it waits before a browser is told: a page that is loaded again has no stream for a moment, and somebody may read.
    /// </summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The origins of push services that may be at addresses which are not public, or speak plain http, such as http://127.0.0.1:9000.
    /// </summary>
    public ImmutableArray<string> AllowedOrigins { get; init; } = [];

    /// <summary>The address that people use; null where that is not known.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>
    /// Whom a push service is told to turn to: the address that people use, where that is https. Some take nothing without one.
    /// </summary>
    public string Contact => PublicUrl?.StartsWith("https:", StringComparison.Ordinal) is true ? PublicUrl : "mailto:nobody@localhost";

    /// <summary>Whether a push service may be wherever it is.</summary>
    public bool Allows(Uri endpoint) => AllowedOrigins.Contains(endpoint.GetLeftPart(UriPartial.Authority));
}
