using System.Diagnostics;
using System.IO.Pipelines;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Api.Events;

/// <summary>What a stream was woken for; several of them may have come together.</summary>
[Flags]
internal enum Woken
{
    /// <summary>There is something new.</summary>
    News = 1,

    /// <summary>So long nothing was said that it is time to say that the connection lives.</summary>
    Tick = 2,

    /// <summary>The client has gone, or the server stops.</summary>
    End = 4,
}

/// <summary>
/// One open stream: it is woken by the signal of its account, by its own timer, and by its end. Whoever rings returns at once. A client
/// that takes nothing of what is written is let go, so that it holds no more than one batch.
/// </summary>
internal sealed class LiveStream : IDeviceSignal, IDisposable
{
    /// <summary>How often a stream says that it lives.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    // A client that has taken nothing for two of these is let go.
    private const int MostTicksInFlush = 2;

    // More than this is not put together before it is written.
    private const int MostUnflushed = 16 * 1024;

    private readonly PipeWriter _output;
    private readonly Action _abort;
    private readonly ITimer _timer;
    private readonly CancellationTokenRegistration _gone;
    private readonly CancellationTokenRegistration _stopping;
    private readonly Lock _lock = new();
    private TaskCompletionSource<Woken>? _waiting;
    private readonly WebFigures? _figures;
    private Woken _woken;
    private long _raised;
    private long _said;
    private int _ticksInFlush = -1;

    /// <summary>Begins.</summary>
    /// <param name="output">Where it is written.</param>
    /// <param name="abort">Ends the connection.</param>
    /// <param name="time">Where time comes from.</param>
    /// <param name="gone">The client has gone.</param>
    /// <param name="stopping">The server stops.</param>
    /// <param name="figures">Is told how long news takes; null for nobody.</param>
    public LiveStream(PipeWriter output, Action abort, TimeProvider time, CancellationToken gone, CancellationToken stopping,
        WebFigures? figures = null)
    {
        (_output, _abort, _figures) = (output, abort, figures);
        _timer = time.CreateTimer(static stream => ((LiveStream)stream!).Tick(), this, Interval, Interval);
        _gone = gone.UnsafeRegister(static stream => ((LiveStream)stream!).Ring(Woken.End), this);
        _stopping = stopping.UnsafeRegister(static stream => ((LiveStream)stream!).Ring(Woken.End), this);
    }

    /// <summary>Where it is written.</summary>
    public PipeWriter Output => _output;

    /// <inheritdoc/>
    public void Raise() => Ring(Woken.News);

    /// <summary>Waits until there is a reason to go on.</summary>
    public Task<Woken> NextAsync()
    {
        lock (_lock)
        {
            if (_woken != 0)
                return Task.FromResult(Take());
            _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return _waiting.Task;
        }
    }

    /// <summary>Has the client get what was written, where that has become much.</summary>
    /// <returns>False where the client has gone.</returns>
    public ValueTask<bool> FlushWhenLongAsync() => _output.UnflushedBytes > MostUnflushed ? FlushAsync() : new(true);

    /// <summary>Has the client get what was written; waits where it takes it slowly.</summary>
    /// <returns>False where the client has gone.</returns>
    public async ValueTask<bool> FlushAsync()
    {
        Volatile.Write(ref _ticksInFlush, 0);
        try
        {
            var isThere = await _output.FlushAsync() is { IsCompleted: false, IsCanceled: false };
            if (_said != 0)
                _figures?.Said(_said);
            _said = 0;
            return isThere;
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            return false;
        }
        finally
        {
            Volatile.Write(ref _ticksInFlush, -1);
        }
    }

    public void Dispose()
    {
        _timer.Dispose();
        _gone.Dispose();
        _stopping.Dispose();
    }

    private void Tick()
    {
        if (Volatile.Read(ref _ticksInFlush) >= 0 && Interlocked.Increment(ref _ticksInFlush) >= MostTicksInFlush)
            _abort();
        Ring(Woken.Tick);
    }

    private void Ring(Woken why)
    {
        TaskCompletionSource<Woken>? waiting;
        Woken woken;
        lock (_lock)
        {
            _woken |= why;
            if (why == Woken.News && _raised == 0)
                _raised = Stopwatch.GetTimestamp();
            if (_waiting is null)
                return;
            (waiting, _waiting, woken) = (_waiting, null, Take());
        }

        waiting.SetResult(woken);
    }

    // The end stays, whoever has heard of it.
    private Woken Take()
    {
        var woken = _woken;
        (_said, _raised) = (_raised, 0);
        _woken &= Woken.End;
        return woken;
    }
}
