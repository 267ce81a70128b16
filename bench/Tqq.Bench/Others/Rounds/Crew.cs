using System.Diagnostics;
using System.Net.Sockets;
using Tqq.Bench.Others.Checking;
using Tqq.Bench.Others.Contenders;

namespace Tqq.Bench.Others.Rounds;

/// <summary>
/// The senders and receivers of a round, connected. A closed loop: a sender sends its next text when the one before is acknowledged.
/// </summary>
internal sealed class Crew : IDisposable
{
    private readonly Route _route;
    private readonly TimeSpan _pause;
    private readonly ISender[] _senders;
    private readonly IReceiver[] _receivers;
    private readonly ReceiverBooks[] _books;
    private readonly int[] _acknowledged;
    private volatile bool _sending = true;
    private volatile bool _receiving = true;

    private Crew(ISender[] senders, IReceiver[] receivers, TimeSpan pause)
    {
        (_senders, _receivers, _pause, _route) = (senders, receivers, pause, new(senders.Length));
        _books = [.. receivers.Select((_, receiver) => new ReceiverBooks(_route, receiver))];
        _acknowledged = new int[senders.Length];
    }

    /// <summary>So far, by all receivers.</summary>
    public long Received => _books.Sum(books => books.Received);

    /// <summary>So far, to all senders.</summary>
    public long Acknowledged => _acknowledged.Sum(count => (long)Volatile.Read(ref count));

    /// <summary>For each message when it was sent and how long it took, in ticks of <see cref="Stopwatch"/>. For the end.</summary>
    public IEnumerable<(long SentAt, long Took)> Times => _books.SelectMany(books => books.Times);

    /// <summary>Connects them: the receivers have the first accounts, the senders those behind.</summary>
    public static async Task<Crew> ConnectAsync(Variant variant, int pairs)
    {
        var receivers = new IReceiver[pairs];
        var senders = new ISender[pairs];
        for (var account = 0; account < pairs; account++)
        {
            receivers[account] = await variant.Contender.ReceiverAsync(account, variant.Away);
            senders[account] = await variant.Contender.SenderAsync(pairs + account);
        }

        return new(senders, receivers, variant.Pause);
    }

    /// <summary>The receivers begin.</summary>
    /// <returns>Ends when they have stopped, or with the first failure.</returns>
    public Task ReceiveAsync() => AllAsync(_receivers.Select((receiver, number) => ReceiveAsync(receiver, _books[number])));

    /// <summary>The senders begin.</summary>
    /// <returns>Ends when they have stopped, or with the first failure.</returns>
    public Task SendAsync() => AllAsync(_senders.Select((_, sender) => SendAsync(sender)));

    /// <summary>Each sender ends with the acknowledgement it waits for.</summary>
    public void StopSending() => _sending = false;

    /// <summary>Each receiver ends with the answer it waits for, or when it is disposed.</summary>
    public void StopReceiving() => _receiving = false;

    /// <summary>What became of all messages. For the end.</summary>
    public Tally Close() => _books.Select(books => books.Close(_acknowledged)).Aggregate((a, b) => a + b);

    public void Dispose()
    {
        foreach (var one in _senders.Concat<IDisposable>(_receivers))
            one.Dispose();
    }

    // One that fails ends the round at once; the others would wait for what never comes.
    private static async Task AllAsync(IEnumerable<Task> tasks)
    {
        List<Task> running = [.. tasks];
        while (running.Count > 0)
        {
            var ended = await Task.WhenAny(running);
            running.Remove(ended);
            await ended;
        }
    }

    private async Task SendAsync(int sender)
    {
        var text = new byte[NumberedText.Length];
        for (var number = 0; _sending; number++)
        {
            new NumberedText(sender, number, Stopwatch.GetTimestamp()).Write(text);
            await _senders[sender].SendAsync(_route.Receiver(sender, number), text);
            Volatile.Write(ref _acknowledged[sender], number + 1);
        }
    }

    private async Task ReceiveAsync(IReceiver receiver, ReceiverBooks books)
    {
        Took took = text => books.Take(NumberedText.Read(text), Stopwatch.GetTimestamp());
        if (_pause > TimeSpan.Zero)
            await Task.Delay(_pause * Random.Shared.NextDouble()); // or all would ask in the same moment
        try
        {
            while (_receiving)
            {
                await receiver.NextAsync(took);
                if (_pause > TimeSpan.Zero)
                    await Task.Delay(_pause);
            }
        }
        catch (Exception problem) when (!_receiving && problem is SocketException or ObjectDisposedException)
        {
            // it waited for a message, and there is none left
        }
    }
}
