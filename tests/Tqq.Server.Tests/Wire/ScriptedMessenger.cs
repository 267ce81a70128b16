using System.Collections.Concurrent;
using System.Threading.Channels;
using Tqq.Core;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Wire;

/// <summary>A messenger that answers what the test wants.</summary>
internal sealed class ScriptedMessenger : IMessenger
{
    private readonly Channel<(long Handout, bool Arrived)> _reportStream = Channel.CreateUnbounded<(long, bool)>();

    public Func<Operation, Outcome> Answers { get; set; } = _ => Answer.Done.Instance;

    public ConcurrentQueue<Operation> Asked { get; } = [];

    public ConcurrentQueue<(long Handout, bool Arrived)> Reports { get; } = [];

    public async Task<(long Handout, bool Arrived)> NextReportAsync(CancellationToken cancellationToken) => await _reportStream.Reader.ReadAsync(cancellationToken);

    public ValueTask<Outcome> LoginAsync(Uin uin, LoginAttempt attempt, CancellationToken cancellationToken) => new((Outcome)new Answer.LoggedIn(null));

    public ValueTask<Outcome> ExecuteAsync(Uin uin, Operation operation, Caller caller, CancellationToken cancellationToken)
    {
        Asked.Enqueue(operation);
        return new(Answers(operation));
    }

    public void ReportHandout(Uin uin, long handout, bool arrived)
    {
        Reports.Enqueue((handout, arrived));
        _reportStream.Writer.TryWrite((handout, arrived));
    }
}
