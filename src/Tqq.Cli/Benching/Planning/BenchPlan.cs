using System.Net;
using System.Security.Cryptography.X509Certificates;
using Tqq.Client;

namespace Tqq.Cli.Benching.Planning;

/// <summary>What load to make.</summary>
internal sealed record BenchPlan
{
    /// <summary>The server.</summary>
    public required ServerAddress Server { get; init; }

    /// <summary>Whose certificates are believed, where the server speaks TLS; null for those that the system trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Whether each account keeps its connection; otherwise each request has one of its own.</summary>
    public required bool KeepsAlive { get; init; }

    /// <summary>Arrivals per second.</summary>
    public required double Rate { get; init; }

    /// <summary>What they do.</summary>
    public required Mix Mix { get; init; }

    /// <summary>How long arrivals are measured.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How long they come before that without being measured; their messages count.</summary>
    public required TimeSpan WarmUp { get; init; }

    /// <summary>How many requests may be under way; what arrives beyond that waits, and its latency counts from its arrival.</summary>
    public required int InFlight { get; init; }

    /// <summary>How long a reply may take before the request is given up.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long to wait at the end for messages that are still owed.</summary>
    public required TimeSpan Drain { get; init; }

    /// <summary>Length of a message in bytes.</summary>
    public required int Size { get; init; }

    /// <summary>Local addresses to connect from, shared out among the accounts; empty for the system's choice.</summary>
    public required IReadOnlyList<IPAddress> From { get; init; }

    /// <summary>Whether the accounts have sessions, known by their address, so that they need not log in.</summary>
    public required bool IsLoggedIn { get; init; }

    /// <summary>How often one account does this, per second.</summary>
    public double RatePerAccount(BenchOperation operation, int accounts) => Rate * Mix.ShareOf(operation) / accounts;
}
