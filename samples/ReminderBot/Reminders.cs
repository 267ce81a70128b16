using Microsoft.Extensions.Hosting;
using Tqq.Client;
using Tqq.Client.Hosting;

namespace ReminderBot;

/// <summary>Waits for what is due and says it.</summary>
internal sealed class Reminders(TqqConnection connection, TimeProvider time) : BackgroundService
{
    private readonly PriorityQueue<(uint To, string What), DateTimeOffset> _due = new();
    private readonly Lock _lock = new();

    public void Add(uint to, string what, TimeSpan wait)
    {
        lock (_lock)
            _due.Enqueue((to, what), time.GetUtcNow() + wait);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        while (await clock.WaitForNextTickAsync(stoppingToken))
            while (TakeDue() is var (to, what))
                await RemindAsync(to, what, stoppingToken);
    }

    private async Task RemindAsync(uint to, string what, CancellationToken stoppingToken)
    {
        try
        {
            await (await connection.GetAsync(stoppingToken)).SendAsync(to, what, null, stoppingToken);
        }
        catch (TqqException)
        {
            // The server is away or refuses: the reminder is late, but not forgotten.
            Add(to, what, TimeSpan.FromSeconds(30));
        }
    }

    private (uint To, string What)? TakeDue()
    {
        lock (_lock)
            return _due.TryPeek(out var next, out var at) && at <= time.GetUtcNow() ? (_due.Dequeue(), next).next : null;
    }
}
