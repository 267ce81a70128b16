using System.Collections.Immutable;
using Tqq.Core.Access;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Profiles;
using Tqq.Core.Sessions;

namespace Tqq.Core.Changes;

/// <summary>All of one account that its rules need, as read from disk. Message texts are read later, when they are asked for.</summary>
/// <param name="Account">The account's record.</param>
/// <param name="Contacts">Its ties, ascending by the other's number.</param>
/// <param name="Requests">Requests that wait for an answer: who asks.</param>
/// <param name="Session">Its session, if it has one.</param>
/// <param name="LastMessageId">The highest number ever used in its mailbox or its log, 0 where there was none.</param>
/// <param name="DeliveredThrough">The highest message number acknowledged.</param>
/// <param name="Undelivered">How many messages wait.</param>
/// <param name="Delivered">How many messages have been acknowledged so far.</param>
public sealed record AccountSnapshot(
    AccountRecord Account,
    ImmutableArray<Contact> Contacts,
    ImmutableArray<Uin> Requests,
    SessionRecord? Session,
    long LastMessageId,
    long DeliveredThrough,
    int Undelivered,
    long Delivered)
{
    /// <summary>How it is entered.</summary>
    public AccessSnapshot Access { get; init; } = AccessSnapshot.None;

    /// <summary>How many bytes of UTF-8 the texts have that wait.</summary>
    public long UndeliveredBytes { get; init; }

    /// <summary>How many bytes of UTF-8 the texts had that have been acknowledged so far.</summary>
    public long DeliveredBytes { get; init; }

    /// <summary>Whether the account keeps a log.</summary>
    public bool KeepsLog { get; init; }

    /// <summary>Its devices.</summary>
    public DeviceSnapshot Devices { get; init; } = DeviceSnapshot.None;

    /// <summary>What it shows beside its password, if it is an administrator's; null for nothing.</summary>
    public SecondFactor? SecondFactor { get; init; }

    /// <summary>What it has noted of others.</summary>
    public ImmutableArray<PeerMark> Marks { get; init; } = [];

    /// <summary>
    /// The keys of texts that it has taken within a day at least, in the order of their arrival: of two that are alike the last counts.
    /// </summary>
    public ImmutableArray<TextKey> TextKeys { get; init; } = [];
}
