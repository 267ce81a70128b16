using Microsoft.Extensions.Hosting;
using Tqq.Client;
using Tqq.Client.Hosting;

namespace ReminderBot;

/// <summary>Waits for what is due and says it.</summary>
internal sealed class Reminders(TqqConnection connection, TimeProvider time) : BackgroundService
{
    private readonly PriorityQueue<Reminder, DateTimeOffset> _due = new();
    private readonly Lock _lock = new();

    // The key makes it arrive once, however often it has to be sent.
    public void Add(uint to, string what, TimeSpan wait) => Add(new(to, what, SendOptions.NewKey()), wait);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var clock = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        while (await clock.WaitForNextTickAsync(stoppingToken))
            while (TakeDue() is { } reminder)
                await RemindAsync(reminder, stoppingToken);
    }

    private void Add(Reminder reminder, TimeSpan wait)
    {
        lock (_lock)
            _due.Enqueue(reminder, time.GetUtcNow() + wait);
    }

    private async Task RemindAsync(Reminder reminder, CancellationToken stoppingToken)
    {
        try
        {
            await (await connection.GetAsync(stoppingToken))
                .SendAsync(reminder.To, reminder.What, new() { Key = reminder.Key }, stoppingToken);
        }
        catch (TqqException)
        {
            // The server is away or refuses: the reminder is late, but not forgotten.
            Add(reminder, TimeSpan.FromSeconds(30));
        }
    }

    private Reminder? TakeDue()
    {
        lock (_lock)
            return _due.TryPeek(out _, out var at) && at <= time.GetUtcNow() ? _due.Dequeue() : null;
    }

    private sealed record Reminder(uint To, string What, string Key);
}
