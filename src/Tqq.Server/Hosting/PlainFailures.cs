using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Tqq.Server.Hosting;

/// <summary>
/// A log in which a failure that is to be expected is one line: a damaged or full disk, a connection that is refused. What has failed
/// stands there, and no stack trace, which is for faults of the program. At level debug and below all stack traces are there.
/// </summary>
/// <param name="log">Where the lines go.</param>
/// <param name="levels">What is logged at the least.</param>
internal sealed class PlainFailures(ILoggerProvider log, LogLevels levels) : ILoggerProvider, ISupportExternalScope
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Plain(log.CreateLogger(categoryName), levels);

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => (log as ISupportExternalScope)?.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose() => log.Dispose();

    /// <summary>
    /// What is to be expected in a failure; null where the program itself is at fault. The store's own failures are of the first kind.
    /// </summary>
    internal static Exception? Expected(Exception? failure) => failure switch
    {
        AggregateException { InnerExceptions: [var only] } => Expected(only),
        IOException or UnauthorizedAccessException or SocketException or HttpRequestException or TimeoutException => failure,
        _ => null,
    };

    private sealed class Plain(ILogger log, LogLevels levels) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => log.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (!levels.ShowsStacks && Expected(exception) is { } expected)
                log.Log(logLevel, eventId, state, null, (said, _) => Line(formatter(said, exception), expected.Message));
            else
                log.Log(logLevel, eventId, state, exception, formatter);
        }

        private static string Line(string said, string why) =>
            said.Contains(why, StringComparison.Ordinal) ? said : $"{said}: {why.ReplaceLineEndings(" ")}";
    }
}
