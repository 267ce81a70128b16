using Tqq.Core.Limits;
using Tqq.Core.Log;
using Tqq.Core.Mail;

namespace Tqq.Core.Rules;

/// <summary>
/// The numbers that the rules go by; all accounts of a server share one, which may be replaced (<see cref="InForce{T}"/>).
/// </summary>
public sealed record AccountRules
{
    /// <summary>How long a penalised reply is held back (protocol.md §6); the article measured 20 s. Zero answers at once.</summary>
    public TimeSpan Penalty { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The same for a repeated deletion: half as long again, so 30 s by default, as measured.</summary>
    public TimeSpan DeletionPenalty => Penalty * 1.5;

    /// <summary>A session with no request for this long ends (`LI`).</summary>
    public TimeSpan SessionTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many messages may wait in a mailbox; more are refused (§5.10).</summary>
    public int MailboxLimit { get; init; } = 10_000;

    /// <summary>Where the texts that wait have this many bytes of UTF-8, no more are taken; the last may go beyond it.</summary>
    public long MailboxBytes { get; init; } = 64L << 20;

    /// <summary>
    /// Which accounts keep what they send, where the account says nothing (<see cref="Profiles.AccountSettings.KeepsSent"/>).
    /// </summary>
    public KeepSent KeepSent { get; init; } = KeepSent.Devices;

    /// <summary>How many friends an account may have (§5.5). One that has more from before keeps them and gets no further ones.</summary>
    public int FriendLimit { get; init; } = 1000;

    /// <summary>How often an account may do things.</summary>
    public RateLimits Rates { get; init; } = new();

    /// <summary>Whether every session must have a key (§3), whatever its account says.</summary>
    public bool RequiresKey { get; init; }

    /// <summary>Oddities of the original.</summary>
    public Quirks Quirks { get; init; }

    /// <summary>How much goes over the wire at once: given by the wire.</summary>
    public WireLimits Wire { get; init; } = WireLimits.None;
}
