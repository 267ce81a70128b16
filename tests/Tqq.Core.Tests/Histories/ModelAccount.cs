using System.Collections.Immutable;
using System.Net;
using Tqq.Core.Limits;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;

namespace Tqq.Core.Tests.Histories;

/// <summary>One account of the model: what it has on disk, and what it remembers until a restart.</summary>
internal sealed class ModelAccount(Uin uin, AccountRules rules)
{
    private Dictionary<RateClass, ModelBucket> _buckets = [];

    public Uin Uin => uin;

    public AccountRecord? Record { get; set; }

    public SortedSet<Uin> Friends { get; } = [];

    public HashSet<Uin> Askers { get; } = [];

    public ModelMail Mail { get; private set; } = new();

    /// <summary>The keys of texts that it has taken, by sender: each with its text, and since when it counts.</summary>
    public Dictionary<(Uin Sender, string Key), (string Text, TimeSpan Since)> Keys { get; private set; } = [];

    public ModelSession? Session { get; set; }

    public ModelSession? SessionOnDisk { get; set; }

    public ModelDevices Devices { get; } = new();

    /// <summary>The status that it chose last, in whatever session.</summary>
    public Status Status { get; set; } = Status.Online;

    public Status StatusOnDisk { get; set; } = Status.Online;

    public bool IsOnline => Session is not null || Devices.AreOnline;

    public ModelGuard Guard { get; private set; } = new([]);

    public ImmutableArray<IPAddress> UsualOnDisk { get; set; } = [];

    public Dictionary<Uin, TimeSpan> Deletions { get; private set; } = [];

    public HashSet<Uin> AskedOnce { get; private set; } = [];

    public int TextsWithH { get; set; }

    public Status Seen => IsOnline && Status is Status.Online or Status.Busy ? Status : Status.Offline;

    public bool HasRoom => Mail.Letters < rules.MailboxLimit;

    /// <summary>The text that a key of somebody stands for; null where it is free.</summary>
    public string? TextOf(Uin sender, string? key, TimeSpan now) =>
        key is not null && Keys.TryGetValue((sender, key), out var kept) && now - kept.Since < TimeSpan.FromHours(24) ? kept.Text : null;

    public bool TryTake(RateClass rateClass, TimeSpan now, int uses = 1)
    {
        if (!_buckets.TryGetValue(rateClass, out var bucket))
            _buckets[rateClass] = bucket = new(rules.Rates.Of(rateClass), now);
        return bucket.TryTake(now, uses);
    }

    /// <summary>It leaves memory and comes back from disk.</summary>
    public void Reload(TimeSpan now)
    {
        (_buckets, Guard, Deletions, AskedOnce, TextsWithH) = ([], new(UsualOnDisk), [], [], 0);
        Session = SessionOnDisk is { } session ? new(session.Address, session.Key, session.Status, now) : null;
        Status = SessionOnDisk?.Status ?? StatusOnDisk;
        Devices.Restart();
        Keys = Keys.ToDictionary(kept => kept.Key, kept => (kept.Value.Text, now));
        Mail.Restart();
    }

    public void Delete(TimeSpan now)
    {
        (Record, SessionOnDisk, Mail, UsualOnDisk, StatusOnDisk) = (null, null, new(), [], Status.Online);
        Devices.Forget();
        Friends.Clear();
        Askers.Clear();
        Keys.Clear();
        Reload(now);
    }
}
