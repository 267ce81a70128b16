using System.Threading.Channels;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Counts how often it was raised, and may be held.</summary>
internal sealed class CountingSignal(Task? held = null) : IDeviceSignal
{
    private readonly Channel<int> _raised = Channel.CreateUnbounded<int>();
    private int _count;

    public void Raise()
    {
        _raised.Writer.TryWrite(++_count);
        held?.Wait();
    }

    /// <summary>Ends when it is raised next, with how often it has been by then.</summary>
    public async Task<int> NextAsync() => await _raised.Reader.ReadAsync(TestContext.Current.CancellationToken);
}
