using System.Security.Cryptography.X509Certificates;
using Tqq.Client;

namespace Tqq.Probe.Asking;

/// <summary>Against which server, as whom, and towards whom.</summary>
/// <param name="Server">The server.</param>
/// <param name="Uin">The account that acts.</param>
/// <param name="Password">Its password.</param>
/// <param name="Peer">Another account, whose password nobody needs.</param>
public sealed record ProbePlan(ServerAddress Server, uint Uin, string Password, uint Peer)
{
    /// <summary>Whose certificates are believed, where the server speaks TLS; null for those that the system trusts.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>The pause between two requests, which keeps to the documented rates (protocol.md §6: 20 a second).</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How long an answer may take: the documented penalty of 20 s, and 2 s for the way.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(22);

    /// <summary>How long that of a repeated deletion may take: 30 s, and 2 s for the way.</summary>
    public TimeSpan LongPatience { get; init; } = TimeSpan.FromSeconds(32);

    /// <summary>What goes over the wire as `PS`.</summary>
    public string PasswordMd5 { get; } = TqqClientOptions.Md5Of(Password);

    /// <summary>Whom the probe asks about whom; no password.</summary>
    public override string ToString() => $"{Server} as {Uin} towards {Peer}";
}
