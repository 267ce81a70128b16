using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Connections;
using Tqq.Server.Passwords;

namespace Tqq.Server.Hosting.Tls;

/// <summary>
/// The threads that compute TLS handshakes. A handshake takes a hundred times the processor time of a poll. The thread that hears of all
/// sockets must not compute it, because every other connection waits for that thread; nor may handshakes take the thread pool. So they have
/// few threads of their own, of lower priority, and wait there in line. A handshake that waits for its client holds no thread.
/// </summary>
internal sealed class HandshakeThreads : IDisposable
{
    /// <summary>The name of these threads.</summary>
    public const string Name = "TLS handshakes";

    [ThreadStatic]
    private static HandshakeThreads? t_current;

    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts the threads: half as many as there are cores.</summary>
    public HandshakeThreads()
    {
        for (var number = 0; number < Math.Max(1, Environment.ProcessorCount / 2); number++)
            new Thread(Work) { Name = Name, IsBackground = true }.Start();
    }

    /// <summary>The middleware before TLS: what reads the connection goes on on these threads, until <see cref="LeaveAsync"/>.</summary>
    public async Task EnterAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        var reader = new HandshakeReader(transport.Input, this);
        connection.Transport = new Duplex(reader, transport.Output);
        connection.Features.Set(reader);
        try
        {
            await new Switch(this);
            await next(connection);
        }
        finally
        {
            connection.Transport = transport;
        }
    }

    /// <summary>The middleware behind TLS: the handshake is done, and the connection is like any other from here on.</summary>
    public static async Task LeaveAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        connection.Features.Get<HandshakeReader>()!.IsHandshakeDone = true;
        await new Leaving();
        await next(connection);
    }

    /// <summary>Ends the threads. What goes on later does so in the thread pool.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        LowPriority.Take();
        t_current = this;
        foreach (var work in _work.GetConsumingEnumerable())
            work();
    }

    private void Post(Action work)
    {
        try
        {
            _work.Add(work);
        }
        catch (InvalidOperationException)
        {
            // The server has stopped, and what was left of its connections ends.
            ThreadPool.UnsafeQueueUserWorkItem(static work => work(), work, preferLocal: false);
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    // Awaited, it goes on on one of the threads; at once where it is on one already.
    private readonly struct Switch(HandshakeThreads threads) : ICriticalNotifyCompletion
    {
        public bool IsCompleted => t_current == threads;

        public Switch GetAwaiter() => this;

        public void GetResult()
        {
            // Nothing comes of it but the thread.
        }

        public void OnCompleted(Action continuation) => threads.Post(continuation);

        public void UnsafeOnCompleted(Action continuation) => threads.Post(continuation);
    }

    // Awaited, it goes on in the thread pool.
    private readonly struct Leaving : ICriticalNotifyCompletion
    {
        public bool IsCompleted => false;

        public Leaving GetAwaiter() => this;

        public void GetResult()
        {
            // Nothing comes of it but the thread.
        }

        public void OnCompleted(Action continuation) => LowPriority.GoOnInPool(continuation);

        public void UnsafeOnCompleted(Action continuation) => LowPriority.GoOnInPool(continuation);
    }

    /// <summary>A connection's bytes; during the handshake the reader gets them on the handshake's threads.</summary>
    private sealed class HandshakeReader(PipeReader inner, HandshakeThreads threads) : PipeReader
    {
        public bool IsHandshakeDone { get; set; }

        public override ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default) =>
            IsHandshakeDone ? inner.ReadAsync(cancellationToken) : ReadOnThreadsAsync(cancellationToken);

        public override bool TryRead(out ReadResult result) => inner.TryRead(out result);

        public override void AdvanceTo(SequencePosition consumed) => inner.AdvanceTo(consumed);

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined) => inner.AdvanceTo(consumed, examined);

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        private async ValueTask<ReadResult> ReadOnThreadsAsync(CancellationToken cancellationToken)
        {
            var result = await inner.ReadAsync(cancellationToken);
            await new Switch(threads);
            return result;
        }
    }
}
