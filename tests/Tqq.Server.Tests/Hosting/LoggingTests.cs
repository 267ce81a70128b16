using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Tests.Hosting;

/// <summary>What the log says, and how.</summary>
public sealed class LoggingTests
{
    private const string Wire = "Tqq.Server.Wire.Connections.WireLog";

    private static bool Says(TqqServerOptions options, string category, LogLevel level)
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddTqqLogging(options)).BuildServiceProvider();
        services.GetRequiredService<LogLevels>().HasStarted();
        return services.GetRequiredService<ILoggerFactory>().CreateLogger(category).IsEnabled(level);
    }

    [Theory]
    [InlineData(LogLevel.Warning, false, false, false)]
    [InlineData(LogLevel.Information, false, true, false)]
    [InlineData(LogLevel.Debug, false, true, true)]
    [InlineData(LogLevel.Warning, true, true, true)]
    [InlineData(LogLevel.None, true, true, true)]
    public void The_wire_says_why_at_level_debug_or_where_log_wire_asks_for_it(LogLevel level, bool logWire, bool information, bool debug)
    {
        var options = new TqqServerOptions { LogLevel = level, LogWire = logWire };
        Assert.Equal((information, debug), (Says(options, Wire, LogLevel.Information), Says(options, Wire, LogLevel.Debug)));
        Assert.Equal(level <= LogLevel.Debug, Says(options, "Tqq.Server.Web.Other", LogLevel.Debug));
    }

    [Theory]
    [InlineData(LogLevel.Trace)]
    [InlineData(LogLevel.Debug)]
    [InlineData(LogLevel.Information)]
    public void Libraries_speak_only_from_warning(LogLevel level)
    {
        var options = new TqqServerOptions { LogLevel = level };
        Assert.All((string[])["Orleans.Runtime.Catalog", "Microsoft.AspNetCore.Server.Kestrel.Connections", "Polly"], category =>
            Assert.Equal((false, true), (Says(options, category, LogLevel.Information), Says(options, category, LogLevel.Warning))));
    }

    [Theory]
    [InlineData(LogLevel.Information)]
    [InlineData(LogLevel.Warning)]
    public void The_start_of_a_silo_gives_no_false_alarm(LogLevel level)
    {
        var options = new TqqServerOptions { LogLevel = level };
        Assert.All((string[])["Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog"], category =>
            Assert.Equal((false, true), (Says(options, category, LogLevel.Warning), Says(options, category, LogLevel.Error))));
    }

    [Theory]
    [InlineData(LogLevel.Warning, false)]
    [InlineData(LogLevel.Debug, true)]
    public void A_start_that_fails_leaves_no_stack_traces_in_the_log_and_what_fails_later_does(LogLevel level, bool speaksAtStart)
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddTqqLogging(new() { LogLevel = level }))
            .BuildServiceProvider();
        string[] parts = ["Microsoft.Extensions.Hosting.Internal.Host", "Orleans.Runtime.Silo", "Orleans.Runtime.MembershipService.Any"];
        var loggers = parts.Select(services.GetRequiredService<ILoggerFactory>().CreateLogger).ToList();
        Assert.All(loggers, logger => Assert.Equal(speaksAtStart, logger.IsEnabled(LogLevel.Critical)));
        services.GetRequiredService<LogLevels>().HasStarted();
        Assert.All(loggers, logger => Assert.True(logger.IsEnabled(LogLevel.Error)));
    }

    [Fact]
    public void At_level_none_no_library_speaks() =>
        Assert.All((string[])["Orleans.Runtime.Silo", "Orleans", "Polly"], category =>
            Assert.False(Says(new() { LogLevel = LogLevel.None }, category, LogLevel.Critical)));

    [Fact]
    public void Log_wire_can_be_asked_for_while_the_server_runs()
    {
        using var services = new ServiceCollection().AddLogging(logging => logging.AddTqqLogging(new())).BuildServiceProvider();
        var logger = services.GetRequiredService<ILoggerFactory>().CreateLogger(Wire);
        Assert.False(logger.IsEnabled(LogLevel.Debug));
        services.GetRequiredService<LogLevels>().Change(LogLevel.Warning, logsWire: true);
        Assert.True(logger.IsEnabled(LogLevel.Debug));
        services.GetRequiredService<LogLevels>().Change(LogLevel.Warning, logsWire: false);
        Assert.False(logger.IsEnabled(LogLevel.Debug));
    }

    [Theory]
    [InlineData("text", ConsoleFormatterNames.Simple)]
    [InlineData("json", ConsoleFormatterNames.Json)]
    public void Log_format_is_text_or_json(string value, string formatter)
    {
        var options = SettingReader.Read(new Dictionary<string, string> { ["log-format"] = value }, new Dictionary<string, string>(), null,
            _ => { });
        using var services = new ServiceCollection().AddLogging(logging => logging.AddTqqLogging(options)).BuildServiceProvider();
        Assert.Equal(formatter, services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName);
    }
}
