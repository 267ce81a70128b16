using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Mail;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage.Sqlite.Flips;

/// <summary>All that a store says of one account.</summary>
/// <param name="Snapshot">Its rows, or null.</param>
/// <param name="PasswordHash">Its password.</param>
/// <param name="Messages">What waits.</param>
/// <param name="IsRefused">Whether the store would not give it, because it is damaged.</param>
public sealed record Reading(AccountSnapshot? Snapshot, string? PasswordHash, ImmutableArray<Message> Messages, bool IsRefused)
{
    /// <summary>Reads an account.</summary>
    public static async Task<Reading> OfAsync(IStore store, Uin uin)
    {
        try
        {
            var snapshot = await store.LoadAsync(uin, default);
            return new(snapshot, await store.ReadPasswordHashAsync(uin, default), await MessagesAsync(store, uin, snapshot?.DeliveredThrough ?? 0), IsRefused: false);
        }
        catch (StoreDamagedException)
        {
            return new(null, null, [], IsRefused: true);
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
        return AgainstMessages(right.Messages);
    }

    /// <summary>Whether it is word for word the same.</summary>
    public bool IsSameAs(Reading right) => !IsRefused && Against(right) is null && Messages.SequenceEqual(right.Messages) && (Snapshot?.TextKeys ?? []).SequenceEqual(right.Snapshot?.TextKeys ?? []) && Snapshot?.Session == right.Snapshot?.Session;

    // Each message is there, or a notice stands in its place.
    private string? AgainstMessages(ImmutableArray<Message> right)
    {
        var (read, covered) = (0L, 0);
        foreach (var message in Messages)
        {
            if (message.Id <= read)
                return $"message {message.Id} comes behind {read}";
            if (message.Peer == Uin.System)
                while (covered < right.Length && right[covered].Id <= message.Id)
                    covered++;
            else if (covered == right.Length || right[covered++] != message)
                return $"message {message.Id} is wrong, or the one before it is missing";
            read = message.Id;
        }

        return covered == right.Length ? null : $"{right.Length - covered} messages are missing at the end";
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

    private static string Words(AccountSnapshot snapshot) =>
        $"{snapshot.Account.Uin} {snapshot.Account.Profile.Nick} {snapshot.Account.Settings} {snapshot.Account.Enabled} {snapshot.Account.Created:O} "
        + $"{string.Join(' ', snapshot.Contacts)} {string.Join(' ', snapshot.Requests)} {snapshot.LastMessageId} {snapshot.DeliveredThrough} {snapshot.Undelivered}";
}
