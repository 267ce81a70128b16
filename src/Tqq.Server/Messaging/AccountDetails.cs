using System.Collections.Immutable;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Server.Messaging;

/// <summary>All there is to say of an account to an administrator.</summary>
/// <param name="Account">Its record.</param>
/// <param name="Session">Its session, or null.</param>
/// <param name="Friends">How many friends it has.</param>
/// <param name="Undelivered">How many messages wait for it.</param>
/// <param name="KeepsLog">Whether it keeps a log.</param>
[GenerateSerializer, Immutable]
public sealed record AccountDetails(AccountRecord Account, SessionRecord? Session, int Friends, int Undelivered, bool KeepsLog)
{
    /// <summary>When the last request of its session came, by the calendar; null where it has none.</summary>
    [Id(5)]
    public DateTimeOffset? SessionSeen { get; init; }

    /// <summary>Its device sessions, ascending by number.</summary>
    [Id(6)]
    public ImmutableArray<DeviceSession> Devices { get; init; } = [];

    /// <summary>Its log; null where it keeps none.</summary>
    [Id(0)]
    public LogFacts? Log { get; init; }

    /// <summary>How large its log may be, in bytes.</summary>
    [Id(1)]
    public long LogQuota { get; init; }

    /// <summary>How long its messages are kept when they wait no longer; null for ever.</summary>
    [Id(2)]
    public TimeSpan? History { get; init; }

    /// <summary>Its own status, wherever it is signed in: not what others see.</summary>
    [Id(4)]
    public Status Status { get; init; } = Status.Offline;

    /// <summary>Whether what it sends is kept, as it says itself or else the server does.</summary>
    [Id(3)]
    public bool KeepsSent { get; init; }
}
