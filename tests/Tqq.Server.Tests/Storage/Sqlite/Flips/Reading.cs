using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Log;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>All that a store says of one account. What is null was refused, because it is damaged, or nobody asks.</summary>
/// <param name="Snapshot">Its rows.</param>
/// <param name="Texts">Lists of texts, in each of which notices may stand, by what they are of.</param>
/// <param name="Answers">Answers that are right or refused, by what was asked.</param>
/// <param name="IsRefused">Whether the store would not give its rows.</param>
public sealed record Reading(AccountSnapshot? Snapshot, ImmutableDictionary<string, ImmutableArray<LogItem>> Texts,
    ImmutableDictionary<string, string?> Answers, bool IsRefused)
{
    private static readonly Uin[] s_peers = [new(10001), new(10002), new(10003)];

    /// <summary>Reads an account.</summary>
    /// <param name="store">The store.</param>
    /// <param name="uin">The account.</param>
    /// <param name="right">What is right of it; null where nobody knows that yet.</param>
    /// <param name="isAll">Whether all is asked; if not, its rows, what waits and its log.</param>
    public static async Task<Reading> OfAsync(IStore store, Uin uin, Reading? right = null, bool isAll = true)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<LogItem>>();
        var answers = ImmutableDictionary.CreateBuilder<string, string?>();
        var (snapshot, isRefused) = ((AccountSnapshot?)null, false);
        try
        {
            snapshot = await store.LoadAsync(uin, default);
        }
        catch (StoreDamagedException)
        {
            isRefused = true;
        }

        var after = (right?.Snapshot ?? snapshot)?.DeliveredThrough ?? 0;
        await AddAsync("what waits", () => MessagesAsync(store, uin, after));
        await AddAsync("the log", () => ForwardsAsync(store, uin));
        await AddAsync("pages", () => BackwardsAsync(store, uin));
        if (!isAll)
            return new(snapshot, texts.ToImmutable(), answers.ToImmutable(), isRefused);
        await AskAsync("the password", async () => await store.ReadPasswordHashAsync(uin, default));
        foreach (var list in Enum.GetValues<AcquaintanceList>())
            await AskAsync($"{list}", async () =>
                string.Join(", ", await store.ListAcquaintancesAsync(uin, list, default, 10, default)));
        await AskAsync("who names it", async () => string.Join(' ', (await store.ListTiedAsync(uin, default)).Order()));
        await AskAsync("whether it may be found", async () => $"{await store.FindAccountAsync(uin, default)}");
        if ((right?.Snapshot ?? snapshot)?.KeepsLog == true)
        {
            foreach (var peer in s_peers)
            {
                await AddAsync($"pages of {peer}", async () =>
                    [.. (await store.ReadPageAsync(uin, peer, long.MaxValue, 9, default)).Reverse()]);
                await AddAsync($"pages of {peer} forwards", () => store.ReadPageAfterAsync(uin, peer, 0, 9, default));
            }

            foreach (var key in (string[])["key:2", "key:3", "key:8", "none"])
                await AskAsync($"what was sent with {key}", async () => $"{await store.FindSentAsync(uin, new(10002), key, default)}");
            await AskAsync("the conversations", async () => string.Join(", ",
                (await store.ListConversationsAsync(uin, long.MaxValue, 10, default)).Select(one =>
                    $"{one.Peer} {one.Last} {one.Unread} {one.ReadThrough}")));
        }

        return new(snapshot, texts.ToImmutable(), answers.ToImmutable(), isRefused);

        async Task AddAsync(string name, Func<Task<ImmutableArray<LogItem>>> read)
        {
            try
            {
                texts[name] = await read();
            }
            catch (StoreDamagedException)
            {
                // Refused.
            }
        }

        async Task AskAsync(string name, Func<Task<string?>> ask)
        {
            try
            {
                answers[name] = await ask();
            }
            catch (StoreDamagedException)
            {
                // Refused.
            }
        }
    }

    /// <summary>What is false or missing here without a word of it; null where nothing is.</summary>
    public string? Against(Reading right)
    {
        foreach (var (name, found) in Texts)
            if (right.Texts.TryGetValue(name, out var rightly) && Against(found, rightly) is { } wrong)
                return $"{name}: {wrong}";
        foreach (var (asked, answer) in Answers)
            if (right.Answers.TryGetValue(asked, out var rightly) && answer != rightly)
                return $"{asked}: {answer} is not {rightly}";
        if (IsRefused)
            return null;
        if (Snapshot is null || right.Snapshot is null)
            return Snapshot is null && right.Snapshot is null ? null : "the account is there or not there";
        if (Words(Snapshot) != Words(right.Snapshot))
            return $"{Words(Snapshot)} is not {Words(right.Snapshot)}";
        if (Snapshot.Session is not null && Snapshot.Session != right.Snapshot.Session)
            return "another session";
        return Snapshot.TextKeys.Except(right.Snapshot.TextKeys).Any() ? "another key of a text"
            : Devices(Snapshot).Except(Devices(right.Snapshot)).Any() ? $"other devices: {string.Join(", ", Devices(Snapshot))}" : null;
    }

    /// <summary>Whether it is word for word the same.</summary>
    public bool IsSameAs(Reading right) => !IsRefused && Against(right) is null
        && Texts.Count == right.Texts.Count && Texts.All(pair => pair.Value.SequenceEqual(right.Texts[pair.Key]))
        && Answers.Count == right.Answers.Count && Snapshot?.Session == right.Snapshot?.Session
        && (Snapshot is null || (Snapshot.TextKeys.SequenceEqual(right.Snapshot!.TextKeys)
            && Devices(Snapshot).SequenceEqual(Devices(right.Snapshot))));

    /// <summary>The same with one more item at the end of each of some lists; what else may have changed is not asked.</summary>
    public Reading With(AccountSnapshot snapshot, LogItem item, params ReadOnlySpan<string> lists)
    {
        var texts = ImmutableDictionary.CreateBuilder<string, ImmutableArray<LogItem>>();
        foreach (var name in lists)
            texts[name] = Texts[name].Add(item);
        return new(snapshot, texts.ToImmutable(), Answers.Remove("the conversations"), IsRefused);
    }

    // Each item is there, or a notice stands in its place. A read marker is no text: it may be lost with its conversation.
    private static string? Against(ImmutableArray<LogItem> found, ImmutableArray<LogItem> right)
    {
        if (found.FirstOrDefault(item => item.Kind == LogKind.Read && !right.Contains(item)) is { } mark)
            return $"there is a wrong {mark}";
        right = right.RemoveAll(item => item.Kind == LogKind.Read);
        var (read, covered) = (0L, 0);
        foreach (var item in found.Where(item => item.Kind != LogKind.Read))
        {
            if (item.Number <= read)
                return $"item {item.Number} comes behind {read}";
            if (item.Peer == Uin.System)
                while (covered < right.Length && right[covered].Number <= item.Number)
                    covered++;
            else if (covered == right.Length || right[covered++] != item)
                return $"item {item.Number} is wrong, or the one before it is missing";
            read = item.Number;
        }

        return covered == right.Length ? null : $"{right.Length - covered} items are missing at the end";
    }

    // All of these in pieces, as clients fetch them.
    private static async Task<ImmutableArray<LogItem>> MessagesAsync(IStore store, Uin uin, long after)
    {
        var all = ImmutableArray.CreateBuilder<LogItem>();
        while (await store.ReadMessagesAsync(uin, after, 2, default) is { IsEmpty: false } some)
        {
            all.AddRange(some.Select(message => new LogItem(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At)));
            after = some[^1].Id;
        }

        return all.DrainToImmutable();
    }

    private static async Task<ImmutableArray<LogItem>> ForwardsAsync(IStore store, Uin uin)
    {
        var all = ImmutableArray.CreateBuilder<LogItem>();
        while (await store.ReadLogAsync(uin, all.Count > 0 ? all[^1].Number : 0, 3, default) is { Items: { IsEmpty: false } some })
            all.AddRange(some);
        return all.DrainToImmutable();
    }

    private static async Task<ImmutableArray<LogItem>> BackwardsAsync(IStore store, Uin uin)
    {
        var all = new List<LogItem>();
        while (await store.ReadPageAsync(uin, null, all.Count > 0 ? all[^1].Number : long.MaxValue, 3, default) is { IsEmpty: false } some)
            all.AddRange(some);
        all.Reverse();
        return [.. all];
    }

    // A page that is damaged ends sessions, and so none of these may be there.
    private static IEnumerable<string> Devices(AccountSnapshot snapshot) => snapshot.Devices.Sessions.Select(device =>
        $"{device} {device.Address} {device.Begun:O} {device.LastSeen:O} {device.CredentialHash} {device.Grant?.Rights} "
        + $"{string.Join(' ', device.Grant?.Peers ?? [])} {device.Grant?.Expires:O} {snapshot.Devices.LastId} {snapshot.Devices.Status}");

    private static string Words(AccountSnapshot snapshot) =>
        $"{snapshot.Account.Uin} {snapshot.Account.Profile.Nick} {snapshot.Account.Settings} {snapshot.Account.Enabled} {snapshot.Account.Created:O} "
        + $"{string.Join(' ', snapshot.Contacts)} {string.Join(' ', snapshot.Requests)} {string.Join(' ', snapshot.Marks)} {snapshot.LastMessageId} {snapshot.DeliveredThrough} {snapshot.Undelivered} {snapshot.KeepsLog} "
        + $"{snapshot.Access.LastAppPassword} {string.Join(' ', snapshot.Access.UsualAddresses)} "
        + string.Join(' ', snapshot.Access.AppPasswords.Select(one => $"{one} {one.Name} {one.Hash} {one.Made:O} {one.LastUse}"));
}
