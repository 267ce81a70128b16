using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>What became of a reply with messages.</summary>
/// <param name="Handout">Its number.</param>
/// <param name="Fate">What became of it.</param>
[GenerateSerializer, Immutable]
internal sealed record ReportHandout(long Handout, HandoutFate Fate) : AccountCall<bool>
{
    public override ValueTask<bool> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        host.Account.Mailbox.Report(Handout, Fate);
        return new(true);
    }

    public override bool AnswerUnreadable(StoreRefusedException cause) => true;
}

/// <summary>End the session if it is over. After a restart: be there, so that it ends in time.</summary>
[GenerateSerializer, Immutable]
internal sealed record Wake : AccountCall<bool>
{
    public override async ValueTask<bool> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        await host.WakeAsync();
        return true;
    }

    public override bool AnswerUnreadable(StoreRefusedException cause) => true;
}

/// <summary>Finish a friendship that this account has stored and of which the other has not said that it has, too.</summary>
/// <param name="Other">The other.</param>
[GenerateSerializer, Immutable]
internal sealed record ConfirmFriend(Uin Other) : QueuedCall<bool>
{
    protected override async Task<bool> InQueueAsync(AccountHost host)
    {
        await host.Steps.RunAsync(host.Account.Administration.Confirm(Other));
        return true;
    }

    public override bool AnswerUnreadable(StoreRefusedException cause) => true;
}
