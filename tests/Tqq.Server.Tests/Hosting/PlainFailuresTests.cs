using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Tqq.Server.Hosting;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Hosting;

/// <summary>What fails as it may is a line of the log; what may not is there with its stack trace.</summary>
public sealed class PlainFailuresTests
{
    private static FakeLogRecord Logged(Exception failure, LogLevel least = LogLevel.Warning)
    {
        var log = new FakeLogCollector();
        using var provider = new PlainFailures(new FakeLoggerProvider(log), new LogLevels(least, logsWire: false));
        provider.CreateLogger("Tqq.Server.Any").Log(LogLevel.Error, 3, "{What} has failed", failure, (what, _) => what);
        return Assert.Single(log.GetSnapshot());
    }

    public static TheoryData<Exception> Expected() =>
    [
        new StoreDamagedException("/d/tqq.db: page 7 is damaged", new InvalidOperationException("SQLite Error 10")),
        new StoreFullException("there is no room"),
        new IOException("two\nlines"),
        new SocketException((int)SocketError.ConnectionRefused),
        new HttpRequestException("refused"),
        new AggregateException(new TimeoutException("late")),
    ];

    [Theory]
    [MemberData(nameof(Expected))]
    public void A_failure_that_is_to_be_expected_is_one_line_that_says_why(Exception failure)
    {
        var record = Logged(failure);
        Assert.Null(record.Exception);
        Assert.Equal($"{{What}} has failed: {(failure.InnerException is TimeoutException late ? late : failure).Message.Replace('\n', ' ')}",
            record.Message);
    }

    [Fact]
    public void A_fault_of_the_program_keeps_its_stack_trace_and_at_level_debug_every_failure_does()
    {
        Assert.IsType<InvalidOperationException>(Logged(new InvalidOperationException("a fault")).Exception);
        Assert.IsType<StoreDamagedException>(Logged(new StoreDamagedException("damaged"), LogLevel.Debug).Exception);
    }

    [Fact]
    public void What_has_been_said_is_not_said_again() => Assert.Equal("{What} has failed", Logged(new IOException("has failed")).Message);

    [Fact]
    public void Every_log_of_the_server_is_such_a_one()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddTqqLogging(new())).BuildServiceProvider();
        Assert.All(services.GetServices<ILoggerProvider>(), log => Assert.IsType<PlainFailures>(log));
    }
}
