using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

internal static partial class BotLog
{
    [LoggerMessage(LogLevel.Warning, "the bot has lost its server and signs in again in {Wait}")]
    public static partial void Lost(this ILogger logger, Exception cause, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "a handler failed on {Kind} from {From}")]
    public static partial void HandlerFailed(this ILogger logger, Exception cause, string kind, uint from);
}
