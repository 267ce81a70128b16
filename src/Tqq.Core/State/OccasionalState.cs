using Tqq.Core.Access;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;

namespace Tqq.Core.State;

/// <summary>
/// What only some accounts have to remember, and most of them not all the time: an account that has none of it pays with one reference.
/// Each part takes memory from when it is first asked for.
/// </summary>
internal sealed class OccasionalState
{
    private HashSet<Uin>? _askers;
    private RecentDeletions? _deletions;
    private QuirkMemory? _quirks;
    private Newcomers? _newcomers;
    private TextKeys? _textKeys;

    /// <summary>Those who ask to be added and wait for an answer.</summary>
    public HashSet<Uin> Askers => _askers ??= [];

    /// <summary>Whom it has taken off its list a moment ago.</summary>
    public RecentDeletions Deletions => _deletions ??= new();

    /// <summary>What it needs for the oddities of the original.</summary>
    public QuirkMemory Quirks => _quirks ??= new();

    /// <summary>Friends of whom the disk does not know yet.</summary>
    public Newcomers Newcomers => _newcomers ??= new();

    /// <summary>The keys of texts that it has taken.</summary>
    public TextKeys TextKeys => _textKeys ??= new();

    /// <summary>What the account has noted of others; null where it has not noted anything since it came into memory.</summary>
    public PeerMarks? Marks { get; set; }

    /// <summary>The device sessions; null where the account has never had one.</summary>
    public DeviceBook? Devices { get; set; }

    /// <summary>What an administrator shows beside the password; null for nothing.</summary>
    public SecondFactor? SecondFactor { get; set; }

    /// <summary>Whether an account asks to be added and waits for an answer.</summary>
    public bool IsAsker(Uin other) => _askers?.Contains(other) == true;

    /// <summary>Somebody does not wait for an answer any more.</summary>
    public void RemoveAsker(Uin asker) => _askers?.Remove(asker);

    /// <summary>A friend again: deleting it is no repetition.</summary>
    public void ForgetDeletion(Uin other) => _deletions?.Forget(other);

    /// <summary>A friendship stands, or there is none after all: how the other looked, if it was expected.</summary>
    public FriendPresence? TakeNewcomer(Uin other) => _newcomers?.Take(other);

    /// <summary>How many friends there are of whom the disk does not know yet.</summary>
    public int NewcomerCount => _newcomers?.Count ?? 0;
}
