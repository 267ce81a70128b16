using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Tqq.Server.Metrics;
using Tqq.Server.Wire.Connections;

namespace Tqq.Server.Hosting;

/// <summary>What is logged at the least; it can change while the server runs.</summary>
/// <param name="least">The level at first.</param>
/// <param name="logsWire">Whether the wire says why requests got no reply, whatever the level is, at first.</param>
internal sealed class LogLevels(LogLevel least, bool logsWire)
    : IConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>
{
    // The parts of Orleans whose only warnings are false alarms: a silo warns at each start that it uses the garbage
    // collector of workstations, which is meant, and its watchdog warns, at the start of a silo on a new machine, of a
    // check that is due since that machine was started.
    private static readonly string[] s_falseAlarms = ["Orleans.Runtime.Silo", "Orleans.Runtime.Watchdog"];

    // What these say of a start that fails, or is given up, whoever starts the server is told in one line: theirs are stack traces.
    private static readonly string[] s_failingStart = ["Microsoft.Extensions.Hosting.Internal.Host", "Orleans", .. s_falseAlarms];

    private bool _hasStarted;
    private LogLevel _least = least;
    private bool _logsWire = logsWire;
    private ConfigurationReloadToken _changed = new();

    /// <inheritdoc/>
    public string Name => Options.DefaultName;

    /// <summary>Whether every failure is logged with its stack trace.</summary>
    public bool ShowsStacks => _least <= LogLevel.Debug;

    /// <summary>Registers it.</summary>
    public static void Register(ILoggingBuilder logging, LogLevel least, bool logsWire)
    {
        var levels = new LogLevels(least, logsWire);
        logging.Services.AddSingleton(levels).AddSingleton<IConfigureOptions<LoggerFilterOptions>>(
            levels).AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(levels);
    }

    /// <inheritdoc/>
    public void Configure(LoggerFilterOptions options)
    {
        // The notes of libraries would drown ours: they speak from warning.
        options.MinLevel = AtLeast(LogLevel.Warning);
        options.AddFilter("Tqq", _least);
        // The silo warns at each start that it is alone, which is as it should be.
        options.AddFilter("Orleans", _least == LogLevel.Warning ? LogLevel.Error : AtLeast(LogLevel.Warning));
        foreach (var part in s_falseAlarms)
            options.AddFilter(part, AtLeast(LogLevel.Error));
        if (!_hasStarted && _least > LogLevel.Debug)
            foreach (var part in s_failingStart)
                options.AddFilter(part, LogLevel.None);
        // Errors are counted whatever is logged.
        options.AddFilter<ErrorFigures>(null, LogLevel.Error);
        if (_logsWire && _least > LogLevel.Debug)
            options.AddFilter(typeof(WireLog).FullName, LogLevel.Debug);
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);

    /// <summary>From now on this is logged.</summary>
    public void Change(LogLevel least, bool logsWire)
    {
        (_least, _logsWire) = (least, logsWire);
        Interlocked.Exchange(ref _changed, new()).OnReload();
    }

    /// <summary>The server serves: from now on its host says in the log what fails.</summary>
    public void HasStarted()
    {
        _hasStarted = true;
        Interlocked.Exchange(ref _changed, new()).OnReload();
    }

    private LogLevel AtLeast(LogLevel level) => _least > level ? _least : level;
}
