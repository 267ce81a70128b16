using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Server.Hosting;

/// <summary>The log, to standard error: <see cref="LogLevels"/> is what is said, this is how.</summary>
internal static class LoggingRegistration
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";

    public static ILoggingBuilder AddTqqLogging(this ILoggingBuilder logging, TqqServerOptions options)
    {
        LogLevels.Register(logging, options.LogLevel, options.LogWire);
        if (options.LogFormat == LogFormat.Json)
        {
            logging.AddJsonConsole(console => (console.TimestampFormat, console.UseUtcTimestamp) = (TimeFormat, true));
        }
        else
        {
            logging.AddSimpleConsole(console =>
            {
                console.SingleLine = true;
                console.ColorBehavior = LoggerColorBehavior.Disabled;
                console.TimestampFormat = TimeFormat + " ";
                console.UseUtcTimestamp = true;
            });
        }

        logging.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // Of all that writes lines; what counts them is registered by others.
        foreach (var writer in logging.Services.Where(service => service.ServiceType == typeof(ILoggerProvider)).ToList())
        {
            logging.Services.Remove(writer);
            logging.Services.AddSingleton<ILoggerProvider>(services => new PlainFailures(
                (ILoggerProvider)ActivatorUtilities.CreateInstance(services, writer.ImplementationType!),
                services.GetRequiredService<LogLevels>()));
        }

        return logging;
    }
}
