using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace Tqq.Server.Hosting;

/// <summary>What is logged at the least; it can change while the server runs.</summary>
/// <param name="least">The level at first.</param>
internal sealed class LogLevels(LogLevel least) : IConfigureOptions<LoggerFilterOptions>, IOptionsChangeTokenSource<LoggerFilterOptions>
{
    private LogLevel _least = least;
    private ConfigurationReloadToken _changed = new();

    /// <inheritdoc/>
    public string Name => Options.DefaultName;

    /// <summary>Registers it.</summary>
    public static void Register(ILoggingBuilder logging, LogLevel least)
    {
        var levels = new LogLevels(least);
        logging.Services.AddSingleton(levels).AddSingleton<IConfigureOptions<LoggerFilterOptions>>(levels).AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(levels);
    }

    /// <inheritdoc/>
    public void Configure(LoggerFilterOptions options)
    {
        options.MinLevel = _least;
        // The silo's own start-up notes would drown ours.
        options.AddFilter("Orleans", _least < LogLevel.Warning ? _least : LogLevel.Error);
    }

    /// <inheritdoc/>
    public IChangeToken GetChangeToken() => Volatile.Read(ref _changed);

    /// <summary>From now on this level is logged.</summary>
    public void Change(LogLevel least)
    {
        _least = least;
        Interlocked.Exchange(ref _changed, new()).OnReload();
    }
}
