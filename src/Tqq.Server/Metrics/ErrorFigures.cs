using Microsoft.Extensions.Logging;

namespace Tqq.Server.Metrics;

/// <summary>Counts the lines of the log that tell of an error, by the part of the server that says them, at any level of the log.</summary>
internal sealed class ErrorFigures : ILoggerProvider
{
    private const string Server = "Tqq.Server.";
    private static readonly string[] s_parts = ["Wire", "Web", "Cluster", "Storage", "Push", "Passwords", "Duties", "Hosting"];
    private readonly CountFigure _errors;

    /// <summary>Makes them.</summary>
    /// <param name="figures">Where they stand.</param>
    public ErrorFigures(FigureList figures) => _errors = figures.Count("tqq.errors",
        "Errors in the log, by the part of the server that says them.",
        new FigureLabel("part", [.. s_parts.Select(part => part.ToLowerInvariant()), "other"]));

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName)
    {
        var part = Array.FindIndex(s_parts, part => categoryName.StartsWith(Server + part + ".", StringComparison.Ordinal));
        return new Counting(_errors, part < 0 ? s_parts.Length : part);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held.
    }

    private sealed class Counting(CountFigure errors, int part) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                errors.Add(part);
        }
    }
}
