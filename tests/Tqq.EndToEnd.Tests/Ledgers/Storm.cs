using System.Net;

namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>Senders that write as fast as they are answered, to receivers of which some poll all the time; until they are told to stop or the server is gone.</summary>
public sealed class Storm
{
    private static readonly TimeSpan s_pauseOfPoller = TimeSpan.FromMilliseconds(5);

    private readonly IPEndPoint _server;
    private readonly List<Task> _clients;
    private volatile bool _isOver;
    private int _acknowledged;

    private Storm(IPEndPoint server, IReadOnlyList<Correspondent> senders, IReadOnlyList<Correspondent> receivers, IEnumerable<Correspondent> pollers, int seed, TimeSpan pace)
    {
        _server = server;
        _clients = [.. senders.Select((sender, at) => Task.Run(() => SendAsync(sender, receivers, new Random(seed + at), pace))), .. pollers.Select(poller => Task.Run(() => PollAsync(poller)))];
    }

    /// <summary>How many sends were answered with RES=0.</summary>
    public int Acknowledged => Volatile.Read(ref _acknowledged);

    /// <param name="server">Where to.</param>
    /// <param name="senders">Who writes.</param>
    /// <param name="receivers">To whom.</param>
    /// <param name="pollers">Which of the receivers fetch meanwhile.</param>
    /// <param name="seed">Decides who writes to whom.</param>
    /// <param name="pace">How long a sender waits between two messages.</param>
    public static Storm Start(IPEndPoint server, IReadOnlyList<Correspondent> senders, IReadOnlyList<Correspondent> receivers, IEnumerable<Correspondent> pollers, int seed, TimeSpan pace = default) =>
        new(server, senders, receivers, pollers, seed, pace);

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
                Interlocked.Increment(ref _acknowledged);
            if (pace > TimeSpan.Zero)
                await Task.Delay(pace);
        }
    }

    private async Task PollAsync(Correspondent poller)
    {
        while (!_isOver)
        {
            if (await poller.FetchAsync(_server) is null && poller.Saw == Sight.NobodyThere)
                return;
            await Task.Delay(s_pauseOfPoller);
        }
    }
}
