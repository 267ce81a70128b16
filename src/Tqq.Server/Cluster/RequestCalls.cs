using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>A request of the account's client.</summary>
/// <param name="Operation">What is asked.</param>
/// <param name="Origin">Where it comes from.</param>
[GenerateSerializer, Immutable]
internal sealed record ExecuteRequest(Operation Operation, RequestOrigin Origin) : AccountCall<Outcome>
{
    public override ValueTask<Outcome> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        host.ExecuteAsync(Operation, Origin);

    public override Outcome AnswerUnreadable(StoreRefusedException cause) => Answer.Refused.Instance;
}

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

/// <summary>Another account speaks.</summary>
/// <param name="Request">What it says.</param>
[GenerateSerializer, Immutable]
internal sealed record HearPeer(PeerRequest Request) : AccountCall<PeerAnswer>
{
    public override ValueTask<PeerAnswer> RunAsync(AccountHost host, CancellationToken cancellationToken) => host.HearAsync(Request);

    public override PeerAnswer AnswerUnreadable(StoreRefusedException cause) => PeerAnswer.Full.Instance;
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
