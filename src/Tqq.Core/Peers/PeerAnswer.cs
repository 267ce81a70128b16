using Orleans;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Core.Peers;

/// <summary>What an account answers another.</summary>
[GenerateSerializer, Immutable]
public abstract record PeerAnswer
{
    private PeerAnswer() { }

    /// <summary>Done, and on disk.</summary>
    [GenerateSerializer, Immutable]
    public sealed record Done : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly Done Instance = new();
    }

    /// <summary>There is no such account.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NoSuchAccount : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly NoSuchAccount Instance = new();
    }

    /// <summary>No room, in the mailbox or on disk, or the disk holds me damaged; nothing was done.</summary>
    /// <param name="Reason">Which of them; two of them are the same answer whatever it is.</param>
    [GenerateSerializer, Immutable]
    public sealed record Full(RefusalReason Reason) : PeerAnswer
    {
        /// <summary>For none of the reasons that have a name.</summary>
        public static readonly Full Instance = new(RefusalReason.Other);

        /// <summary>The mailbox is full.</summary>
        public static readonly Full Mailbox = new(RefusalReason.MailboxFull);

        /// <inheritdoc/>
        public bool Equals(Full? other) => other is not null;

        /// <inheritdoc/>
        public override int GetHashCode() => 0;
    }

    /// <summary>
    /// It may be done or not: nobody knows yet whether the disk has it. Whoever asked must not be told that it was refused.
    /// </summary>
    [GenerateSerializer, Immutable]
    public sealed record Unknown : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly Unknown Instance = new();
    }

    /// <summary>I have taken this text before, by its key, and do nothing more.</summary>
    [GenerateSerializer, Immutable]
    public sealed record TakenBefore : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly TakenBefore Instance = new();
    }

    /// <summary>I have not taken this text: its key belongs to another one, or I was only asked whether I have it.</summary>
    [GenerateSerializer, Immutable]
    public sealed record NotTaken : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly NotTaken Instance = new();
    }

    /// <summary>We are friends now, and this is how I look.</summary>
    /// <param name="Presence">The presence of the one who answers.</param>
    [GenerateSerializer, Immutable]
    public sealed record Befriended(FriendPresence Presence) : PeerAnswer;

    /// <summary>Ask me first.</summary>
    [GenerateSerializer, Immutable]
    public sealed record AskMeFirst : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly AskMeFirst Instance = new();
    }

    /// <summary>I let nobody add me.</summary>
    [GenerateSerializer, Immutable]
    public sealed record LetsNobody : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly LetsNobody Instance = new();
    }

    /// <summary>I have as many friends as an account may have.</summary>
    [GenerateSerializer, Immutable]
    public sealed record FriendsFull : PeerAnswer
    {
        /// <summary>The one instance.</summary>
        public static readonly FriendsFull Instance = new();
    }

    /// <summary>My profile as you may see it.</summary>
    /// <param name="Seen">What you see of it.</param>
    [GenerateSerializer, Immutable]
    public sealed record ShowsProfile(SeenProfile Seen) : PeerAnswer;

    /// <summary>How I look.</summary>
    /// <param name="Presence">The presence of the one who answers.</param>
    [GenerateSerializer, Immutable]
    public sealed record Looks(FriendPresence Presence) : PeerAnswer;
}
