using System.Diagnostics;
using System.Net;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>
/// Senders that write as fast as they are answered, to receivers of which some poll all the time, and who log in again when their session
/// is over; until they are told to stop or the server is gone.
/// </summary>
public sealed class Storm
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_pauseOfPoller = TimeSpan.FromMilliseconds(5);

    private readonly IPEndPoint _server;
    private readonly List<Task> _clients;
    private volatile bool _isOver;
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile int _awaited = int.MaxValue;
    private int _acknowledged;
    private long _lastAcknowledged = Stopwatch.GetTimestamp();

    private Storm(IPEndPoint server, IReadOnlyList<Correspondent> senders, IReadOnlyList<Correspondent> receivers,
        IEnumerable<Correspondent> pollers, int seed, TimeSpan pace)
    {
        _server = server;
        _clients = [.. senders.Select((sender, at) => Task.Run(() => SendAsync(sender, receivers, new Random(seed + at), pace))),
            .. pollers.Select(poller => Task.Run(() => PollAsync(poller)))];
    }

    /// <summary>How many sends were answered with RES=0.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <summary>How long ago the last of them was.</summary>
    public TimeSpan SinceLastAcknowledgement => Stopwatch.GetElapsedTime(Volatile.Read(ref _lastAcknowledged));

    /// <param name="server">Where to.</param>
    /// <param name="senders">Who writes.</param>
    /// <param name="receivers">To whom.</param>
    /// <param name="pollers">Which of the receivers fetch meanwhile.</param>
    /// <param name="seed">Decides who writes to whom.</param>
    /// <param name="pace">How long a sender waits between two messages.</param>
    public static Storm Start(IPEndPoint server, IReadOnlyList<Correspondent> senders, IReadOnlyList<Correspondent> receivers,
        IEnumerable<Correspondent> pollers, int seed, TimeSpan pace = default) =>
        new(server, senders, receivers, pollers, seed, pace);

    /// <summary>Ends when so many sends were answered with RES=0: a moment in the middle of the storm, also on a slow machine.</summary>
    public async Task WaitForAsync(int acknowledged)
    {
        _awaited = acknowledged;
        if (Acknowledged < acknowledged)
            await _reached.Task.WaitAsync(s_patience);
    }

    /// <summary>Ends it: nobody begins anything new.</summary>
    public Task StopAsync()
    {
        _isOver = true;
        return Task.WhenAll(_clients);
    }

    private async Task SendAsync(Correspondent sender, IReadOnlyList<Correspondent> receivers, Random random, TimeSpan pace)
    {
        while (!_isOver)
        {
            var exchange = await sender.SendAsync(_server, receivers[random.Next(receivers.Count)].Uin);
            if (exchange.Sight == Sight.NobodyThere)
                return;
            if (exchange.Result == "0")
                Note();
            else if (sender.IsLoggedOut)
                await sender.LoginAsync(_server);
            if (pace > TimeSpan.Zero)
                await Task.Delay(pace);
        }
    }

    private async Task PollAsync(Correspondent poller)
    {
        while (!_isOver)
        {
            await poller.FetchAsync(_server);
            if (poller.Saw == Sight.NobodyThere)
                return;
            if (poller.IsLoggedOut)
                await poller.LoginAsync(_server);
            await Task.Delay(s_pauseOfPoller);
        }
    }

    private void Note()
    {
        if (Interlocked.Increment(ref _acknowledged) >= _awaited)
            _reached.TrySetResult();
        Volatile.Write(ref _lastAcknowledged, Stopwatch.GetTimestamp());
    }
}
