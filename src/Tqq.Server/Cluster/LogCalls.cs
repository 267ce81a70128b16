using System.Collections.Immutable;
using System.Net;
using System.Text;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Commands;
using Tqq.Core.Log;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Search;
using Tqq.Core.Sessions;
using Tqq.Core.Steps;
using Tqq.Server.Messaging;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>A look into the log of an account, for a device. The store is read outside of the account's turns.</summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal abstract record LogLook<T>([property: Id(0)] int Device) : AccountCall<T?>
{
    public override ValueTask<T?> RunAsync(AccountHost host, CancellationToken cancellationToken) => host.Account.Devices.Contains(Device)
        ? new(host.Queue.PinnedAsync(() => LookAsync(host.Services.Store, host.Uin, cancellationToken)))
        : new(default(T?));

    /// <summary>Reads, for a session that is there.</summary>
    protected abstract Task<T?> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken);

    /// <summary>How many are read.</summary>
    protected static int Within(int limit) => Math.Clamp(limit, 1, IDeviceLog.MostAtOnce);
}

/// <summary>Reads on behind what a device knows: what has just been stored of the account's memory, all else of the store.</summary>
[GenerateSerializer, Immutable]
internal sealed record ReadLog(int Device, long? Epoch, long After, int Limit) : AccountCall<LogRead?>
{
    public override ValueTask<LogRead?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        if (!host.Account.Devices.Contains(Device))
            return new(default(LogRead?));
        var limit = Math.Clamp(Limit, 1, IDeviceLog.MostAtOnce);
        return host.Recent?.Read(Epoch, After, limit) is { } read
            ? new(read)
            : new(host.Queue.PinnedAsync(() => ReadStoreAsync(host, limit, cancellationToken)));
    }

    private async Task<LogRead?> ReadStoreAsync(AccountHost host, int limit, CancellationToken cancellationToken)
    {
        var (recent, epochs) = (host.Recent, host.Recent?.Epochs ?? 0);
        var (epoch, last, goneThrough, items) = await host.Services.Store.ReadLogAsync(host.Uin, After, limit, cancellationToken);
        recent?.Learn(epoch, epochs);
        return (Epoch ?? epoch) != epoch || After < goneThrough || After > last
            ? new(epoch, last, true, [])
            : new(epoch, last, false, items);
    }
}

/// <summary>
/// Older history has come into the log: whoever is attached is to read, and begins anew. For an account that is in memory already.
/// </summary>
[GenerateSerializer, Immutable]
internal sealed record NoteFilledLog : AccountCall<bool>
{
    public override ValueTask<bool> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        host.Account.Log.NoteFilled();
        host.Recent?.NoteFilled();
        return new(true);
    }

    public override bool AnswerUnreadable(StoreRefusedException cause) => true;
}

/// <summary>Reads a page backwards.</summary>
[GenerateSerializer, Immutable]
internal sealed record ReadPage(int Device, Uin? Peer, long Before, int Limit) : LogLook<ImmutableArray<LogItem>?>(Device)
{
    protected override async Task<ImmutableArray<LogItem>?> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken) =>
        await store.ReadPageAsync(uin, Peer, Before, Within(Limit), cancellationToken);
}

/// <summary>Reads a page forwards.</summary>
[GenerateSerializer, Immutable]
internal sealed record ReadPageAfter(int Device, Uin Peer, long After, int Limit) : LogLook<ImmutableArray<LogItem>?>(Device)
{
    protected override async Task<ImmutableArray<LogItem>?> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken) =>
        await store.ReadPageAfterAsync(uin, Peer, After, Within(Limit), cancellationToken);
}

/// <summary>Searches.</summary>
[GenerateSerializer, Immutable]
internal sealed record SearchLog(int Device, string Query, Uin? Peer, long Before, int Limit) : LogLook<LogFound>(Device)
{
    protected override async Task<LogFound?> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken) =>
        await store.SearchLogAsync(uin, SearchQuery.Of(Query), Peer, Before, Within(Limit), cancellationToken);
}

/// <summary>Lists conversations.</summary>
[GenerateSerializer, Immutable]
internal sealed record ListConversations(int Device, long Before, int Limit) : LogLook<ImmutableArray<Conversation>?>(Device)
{
    protected override async Task<ImmutableArray<Conversation>?> LookAsync(IStore store, Uin uin, CancellationToken cancellationToken) =>
        await store.ListConversationsAsync(uin, Before, Within(Limit), cancellationToken);
}

/// <summary>
/// Changes the log, when the requests that came before it are done; false where there is no such session, or nothing that it could be of.
/// </summary>
/// <param name="Device">The number of the session.</param>
[GenerateSerializer, Immutable]
internal abstract record LogChange([property: Id(0)] int Device) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        if (!await IsOfSomethingAsync(host.Services.Store, host.Uin) || !host.Account.Devices.Contains(Device))
            return false;
        await host.Steps.AdministerAsync(StepOn(host));
        return true;
    }

    /// <summary>Whether there can be what it names: what is not takes no number, and leaves nothing in the store.</summary>
    protected abstract Task<bool> IsOfSomethingAsync(IStore store, Uin uin);

    /// <summary>The change, for a session that is there.</summary>
    protected abstract Step.Done StepOn(AccountHost host);
}

/// <summary>Marks all of a peer up to a number as read.</summary>
[GenerateSerializer, Immutable]
internal sealed record MarkRead(int Device, Uin Peer, long Through) : LogChange(Device)
{
    protected override async Task<bool> IsOfSomethingAsync(IStore store, Uin uin) =>
        Through > 0 && Peer.IsLegal && !(await store.ReadPageAsync(uin, Peer, long.MaxValue, 1, CancellationToken.None)).IsEmpty;

    protected override Step.Done StepOn(AccountHost host) => host.Account.Log.MarkRead(Peer, Through);
}

/// <summary>Deletes an item.</summary>
[GenerateSerializer, Immutable]
internal sealed record DeleteItem(int Device, long Item) : LogChange(Device)
{
    protected override async Task<bool> IsOfSomethingAsync(IStore store, Uin uin) =>
        Item > 0 && await store.ReadLogFactsAsync(uin, CancellationToken.None) is { } facts && Item <= facts.Last;

    protected override Step.Done StepOn(AccountHost host) => host.Account.Log.Delete(Item, host.Services.Clock.Now());
}

/// <summary>
/// One step of deleting a conversation, backwards: so many items in one transaction, so that others have their turns in between. The number
/// before which the next step begins; 0 where it is done, null where there is no such session.
/// </summary>
/// <param name="Device">The number of the session.</param>
/// <param name="Peer">With whom.</param>
/// <param name="Before">The number before which it begins.</param>
[GenerateSerializer, Immutable]
internal sealed record DeleteSome(int Device, Uin Peer, long Before) : QueuedCall<long?>
{
    private const int Most = 100;

    protected override async Task<long?> InQueueAsync(AccountHost host)
    {
        if (!host.Account.Devices.Contains(Device))
            return null;
        var page = await host.Services.Store.ReadPageAsync(host.Uin, Peer, Before, Most, CancellationToken.None);
        var now = host.Services.Clock.Now();
        var steps = page.Where(item => item.Kind != LogKind.Deleted && item.Peer == Peer).Select(item =>
            host.Account.Log.Delete(item.Number, now)).ToList();
        if (steps.Count > 0)
            await host.Steps.AdministerAsync(steps[0] with { Changes = [.. steps.SelectMany(step => step.Changes)] });
        return page.Length < Most ? 0 : page[^1].Number;
    }
}

/// <summary>
/// Sends a text, and says which number it has in the log; of a repetition, the number that the first one got. A key that stands in the log
/// for less than a day is one, also where the recipient has been deleted since: whoever has the number then is not sent what was meant for
/// another.
/// </summary>
[GenerateSerializer, Immutable]
internal sealed record SendOnDevice(int Device, IPAddress From, Uin Target, string Text, string? Key) : QueuedCall<DeviceSent>
{
    public override DeviceSent AnswerUnreadable(StoreRefusedException cause) => new(new Answer.Refused(cause.Reason()), null);

    protected override async Task<DeviceSent> InQueueAsync(AccountHost host)
    {
        if (Key is not null && host.Account.Devices.Contains(Device) && await FindFirstAsync(host) is { } known)
            return await RepeatAsync(host, known);
        var send = new Operation.SendText(Target, Text, Encoding.UTF8.GetByteCount(Text), Key);
        var done = await new ClientRequest(send, new RequestOrigin(Caller.OfDevice(Device, From))).RunToEndAsync(host);
        if (done.Outcome.Answer is not Answer.Done || done.Changes.OfType<Change.SentAppended>().FirstOrDefault() is not { } sent)
            return new(done.Outcome, null);
        if (!sent.IsRepetition)
            return new(done.Outcome, sent.Number, sent.At);
        var first = await host.Services.Store.FindSentAsync(host.Uin, Target, Key!, CancellationToken.None);
        return new(done.Outcome, first?.Number, first?.At);
    }

    private async Task<LogItem?> FindFirstAsync(AccountHost host) =>
        await host.Services.Store.FindSentAsync(host.Uin, Target, Key!, CancellationToken.None) is { } first
        && host.Services.Clock.Now().Wall - first.At < TextKey.Life ? first : null;

    // A text that was deleted is not known any more: its recipient says whether it is the same.
    private async Task<DeviceSent> RepeatAsync(AccountHost host, LogItem first)
    {
        if (host.Account.Devices.Charge(Device, host.Services.Clock.Now()) is { } refusal)
            return new(refusal, null);
        var isSame = first.Kind == LogKind.Deleted
            ? await host.Services.Peers.HearAsync(Target, new PeerRequest.RecallText(TextKey.Of(host.Account.Record!, Key!, Text)))
                is PeerAnswer.TakenBefore or PeerAnswer.NoSuchAccount
            : first.Text == Text;
        return isSame ? new(Answer.Done.Instance, first.Number, first.At) : new(Answer.KeyReused.Instance, null);
    }
}
