using System.Net;
using System.Security.Cryptography.X509Certificates;
using Tqq.Client;
using Tqq.Load.Checking;

namespace Tqq.Load.Planning;

/// <summary>What load to make.</summary>
public sealed record LoadPlan
{
    /// <summary>The shortest message that can be checked, in bytes.</summary>
    public const int MinSize = MessageText.MinLength;

    /// <summary>The longest message that comes back as one segment, in bytes.</summary>
    public const int MaxSize = MessageText.MaxLength;

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

    /// <summary>Length of a message in bytes, <see cref="MinSize"/> to <see cref="MaxSize"/>.</summary>
    public required int Size { get; init; }

    /// <summary>Local addresses to connect from, shared out among the accounts; empty for the system's choice.</summary>
    public required IReadOnlyList<IPAddress> From { get; init; }

    /// <summary>Whether the accounts have sessions, known by their address, so that they need not log in.</summary>
    public required bool IsLoggedIn { get; init; }

    /// <summary>How often one account does this, per second.</summary>
    public double RatePerAccount(LoadOperation operation, int accounts) => Rate * Mix.ShareOf(operation) / accounts;
}

/// <summary>An account that takes part. Its text form does not show the password.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Password">Its password; null where it has a session already.</param>
public readonly record struct LoadAccount(uint Uin, string? Password)
{
    /// <summary>Without the password.</summary>
    public override string ToString() => $"account {Uin}";
}
