using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Time.Testing;
using Tqq.Server.Duties;

namespace Tqq.Server.Tests.Duties;

/// <summary>A duty of the server goes on, whatever one turn of it fails with.</summary>
public sealed class RecurringDutyTests
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_turn_that_fails_is_logged_and_the_duty_goes_on_at_its_next_turn()
    {
        var (time, log) = (new FakeTimeProvider(), new FakeLogger());
        using var duty = new Scripted(time, log);
        await duty.StartAsync(Now);
        await duty.TurnAsync(new InvalidOperationException("database is locked"));
        for (var turn = 0; turn < 3; turn++)
        {
            time.Advance(s_minute);
            await duty.TurnAsync(new OperationCanceledException("of something else"));
        }

        time.Advance(s_minute);
        await duty.TurnAsync(null);
        await duty.StopAsync(Now);
        Assert.True(duty.ExecuteTask!.IsCompletedSuccessfully);
        Assert.True(duty.HasEnded);
        var logged = log.Collector.GetSnapshot();
        Assert.Equal(4, logged.Count);
        Assert.All(logged, line =>
            Assert.Equal((LogLevel.Error, "counting has failed; the next turn is 00:01:00 after this one"), (line.Level, line.Message)));
        Assert.Equal("database is locked", logged[0].Exception!.Message);
    }

    [Fact]
    public async Task A_duty_whose_last_turn_fails_stops_all_the_same()
    {
        using var duty = new Scripted(new FakeTimeProvider(), new FakeLogger());
        await duty.StartAsync(Now);
        await duty.TurnAsync(null);
        duty.EndsWith = new InvalidOperationException("the disk is full");
        await duty.StopAsync(Now);
        Assert.True(duty.ExecuteTask!.IsCompletedSuccessfully);
    }

    private sealed class Scripted(TimeProvider time, ILogger logger) : RecurringDuty("counting", TimeSpan.Zero, s_minute, time, logger)
    {
        private readonly Channel<TaskCompletionSource> _turns = Channel.CreateUnbounded<TaskCompletionSource>();

        public Exception? EndsWith { get; set; }

        public bool HasEnded { get; private set; }

        /// <summary>Waits for the next turn and has it end so.</summary>
        public async Task TurnAsync(Exception? failure)
        {
            var turn = await _turns.Reader.ReadAsync(Now);
            if (failure is null)
                turn.SetResult();
            else
                turn.SetException(failure);
        }

        protected override Task DoAsync(CancellationToken stoppingToken)
        {
            // Not asynchronous: when the script goes on, the duty waits for its next turn already.
            var turn = new TaskCompletionSource();
            _turns.Writer.TryWrite(turn);
            return turn.Task;
        }

        protected override Task EndAsync()
        {
            HasEnded = true;
            return EndsWith is null ? Task.CompletedTask : Task.FromException(EndsWith);
        }
    }
}
