using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>All that a store says of one account.</summary>
/// <param name="Snapshot">Its rows, or null.</param>
/// <param name="PasswordHash">Its password.</param>
/// <param name="Messages">What waits.</param>
/// <param name="Log">All of its log; null where it keeps none.</param>
/// <param name="Conversations">Its conversations; null where they are refused, or nobody asks.</param>
/// <param name="IsRefused">Whether the store would not give it, because it is damaged.</param>
public sealed record Reading(AccountSnapshot? Snapshot, string? PasswordHash, ImmutableArray<Message> Messages,
    ImmutableArray<LogItem>? Log, string? Conversations, bool IsRefused)
{
    /// <summary>Reads an account.</summary>
    public static async Task<Reading> OfAsync(IStore store, Uin uin)
    {
        try
        {
            var snapshot = await store.LoadAsync(uin, default);
            return new(
                snapshot, await store.ReadPasswordHashAsync(uin, default), await MessagesAsync(store, uin, snapshot?.DeliveredThrough ?? 0),
                snapshot is { KeepsLog: true } ? await LogAsync(store, uin) : null, await ConversationsAsync(store, uin), IsRefused: false);
        }
        catch (StoreDamagedException)
        {
            return new(null, null, [], null, null, IsRefused: true);
        }
    }

    /// <summary>What is false or missing here without a word of it; null where nothing is.</summary>
    public string? Against(Reading right)
    {
        if (IsRefused)
            return null;
        if ((Snapshot is null) != (right.Snapshot is null))
            return "the account is there or not there";
        if (Snapshot is null)
            return null;
        if (PasswordHash != right.PasswordHash)
            return "another password";
        if (Words(Snapshot) != Words(right.Snapshot!))
            return $"{Words(Snapshot)} is not {Words(right.Snapshot!)}";
        if (Snapshot.Session is not null && Snapshot.Session != right.Snapshot!.Session)
            return "another session";
        if (Snapshot.TextKeys.Except(right.Snapshot!.TextKeys).Any())
            return "another key of a text";
        if (Conversations is not null && right.Conversations is not null && Conversations != right.Conversations)
            return $"the conversations are {Conversations}, and not {right.Conversations}";
        return Against([.. Messages.Select(ToItem)], [.. right.Messages.Select(ToItem)])
            ?? Against([.. (Log ?? []).Where(item => item.Kind != LogKind.Read)],
                [.. (right.Log ?? []).Where(item => item.Kind != LogKind.Read)])
            ?? ((Log ?? []).FirstOrDefault(item => item.Kind == LogKind.Read && right.Log?.Contains(item) != true) is { } mark
                ? $"there is a wrong {mark}" : null);
    }

    /// <summary>Whether it is word for word the same.</summary>
    public bool IsSameAs(Reading right) => !IsRefused && Against(right) is null && Messages.SequenceEqual(right.Messages)
        && (Log ?? []).SequenceEqual(right.Log ?? []) && Conversations == right.Conversations
        && (Snapshot?.TextKeys ?? []).SequenceEqual(right.Snapshot?.TextKeys ?? []) && Snapshot?.Session == right.Snapshot?.Session;

    private static LogItem ToItem(Message message) => new(message.Id, (LogKind)message.Kind, message.Peer, message.Text, message.At);

    // Each item is there, or a notice stands in its place.
    private static string? Against(ImmutableArray<LogItem> found, ImmutableArray<LogItem> right)
    {
        var (read, covered) = (0L, 0);
        foreach (var item in found)
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

    private static async Task<ImmutableArray<Message>> MessagesAsync(IStore store, Uin uin, long after)
    {
        // In pieces, as a client fetches them.
        var all = ImmutableArray.CreateBuilder<Message>();
        while (await store.ReadMessagesAsync(uin, after, 2, default) is { IsEmpty: false } some)
        {
            all.AddRange(some);
            after = some[^1].Id;
        }

        return all.DrainToImmutable();
    }

    // Forwards in pieces; and backwards in pages, which have to say the same.
    private static async Task<ImmutableArray<LogItem>> LogAsync(IStore store, Uin uin)
    {
        var all = ImmutableArray.CreateBuilder<LogItem>();
        while (await store.ReadLogAsync(uin, all.Count > 0 ? all[^1].Number : 0, 3, default) is { Items: { IsEmpty: false } some })
            all.AddRange(some);
        var back = new List<LogItem>();
        while (await store.ReadPageAsync(uin, null, back.Count > 0 ? back[^1].Number
            : long.MaxValue, 3, default) is { IsEmpty: false } some)
            back.AddRange(some);
        back.Reverse();
        return Against([.. all.Where(item => item.Kind <= LogKind.Deleted)], [.. back.Where(item => item.Peer != Uin.System)]) is { } wrong
            && Against([.. back], [.. all.Where(item => item.Kind <= LogKind.Deleted && item.Peer != Uin.System)]) is { } way
            ? throw new InvalidOperationException($"forwards and backwards differ: {wrong}; {way}")
            : all.DrainToImmutable();
    }

    private static async Task<string?> ConversationsAsync(IStore store, Uin uin)
    {
        try
        {
            return string.Join(", ", (await store.ListConversationsAsync(uin, long.MaxValue, 10, default)).Select(one =>
                $"{one.Peer} {one.Last} {one.Unread} {one.ReadThrough}"));
        }
        catch (StoreDamagedException)
        {
            return null;
        }
    }

    private static string Words(AccountSnapshot snapshot) =>
        $"{snapshot.Account.Uin} {snapshot.Account.Profile.Nick} {snapshot.Account.Settings} {snapshot.Account.Enabled} {snapshot.Account.Created:O} "
        + $"{string.Join(' ', snapshot.Contacts)} {string.Join(' ', snapshot.Requests)} {string.Join(' ', snapshot.Marks)} {snapshot.LastMessageId} {snapshot.DeliveredThrough} {snapshot.Undelivered} {snapshot.KeepsLog}";
}
