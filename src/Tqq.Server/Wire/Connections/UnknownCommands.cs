using Microsoft.Extensions.Logging;

namespace Tqq.Server.Wire.Connections;

/// <summary>Says once for each name that a client uses a command which does not exist (protocol.md §2.1).</summary>
/// <param name="logger">Where to say it.</param>
public sealed partial class UnknownCommands(ILogger<UnknownCommands> logger)
{
    // Names come from outside: beyond this many nobody learns anything new.
    private const int MostNames = 100;

    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _lock = new();

    /// <summary>A client has used this name.</summary>
    public void Note(string name)
    {
        lock (_lock)
            if (_names.Count >= MostNames || !_names.Add(name))
                return;
        LogUnknown(logger, name);
    }

    [LoggerMessage(10, LogLevel.Warning, "a client used the unknown command '{Name}'; it got no reply (said once)")]
    private static partial void LogUnknown(ILogger logger, string name);
}
