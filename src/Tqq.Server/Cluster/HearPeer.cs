using System.Collections.Immutable;
using Tqq.Core.Changes;
using Tqq.Core.Peers;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Another account speaks.</summary>
/// <param name="Request">What it says.</param>
[GenerateSerializer, Immutable]
internal sealed record HearPeer(PeerRequest Request) : AccountCall<PeerAnswer>
{
    // A request of this account may have been answered by one that is gone, and be about to store a tie to it: what is to be forgotten
    // waits for that. Where nobody has the number, no request runs, and who makes the account anew waits for no other one that is made.
    public override ValueTask<PeerAnswer> RunAsync(AccountHost host, CancellationToken cancellationToken) =>
        Request is PeerRequest.ForgetMe && host.Account.Record is not null
            ? new(host.Queue.RunAsync(() => ListenAsync(host).AsTask()))
            : ListenAsync(host);

    public override PeerAnswer AnswerUnreadable(StoreRefusedException cause) => new PeerAnswer.Full(cause.Reason());

    private ValueTask<PeerAnswer> ListenAsync(AccountHost host)
    {
        var (answer, changes) = host.Account.Hear(Request, host.Services.Clock.Now());
        if (!changes.IsEmpty)
            return new(StoreAsync(host, changes, answer));
        if (Request is PeerRequest.TakeText)
            host.Services.Figures.Heard(answer);
        return new(answer);
    }

    // Pinned, but without that layer: each message that is sent goes this way.
    private async Task<PeerAnswer> StoreAsync(AccountHost host, ImmutableArray<Change> changes, PeerAnswer answer)
    {
        host.Queue.Pin();
        try
        {
            var stored = await host.Steps.StoreAsync(changes) switch
            {
                null => answer,
                StoreUncertainException => PeerAnswer.Unknown.Instance,
                { } refusal => new PeerAnswer.Full(refusal.Reason()),
            };
            if (Request is PeerRequest.TakeText)
                host.Services.Figures.Heard(stored);
            return stored;
        }
        finally
        {
            host.Queue.Unpin();
        }
    }
}
