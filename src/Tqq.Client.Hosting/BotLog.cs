using Microsoft.Extensions.Logging;

namespace Tqq.Client.Hosting;

internal static partial class BotLog
{
    [LoggerMessage(LogLevel.Warning, "the server of {Uin} is lost; the bot reads again in {Wait}")]
    public static partial void Lost(this ILogger logger, Exception cause, uint uin, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning,
        "the server of {Uin} cannot be told what is handled, so nothing else begins; it is told again in {Wait}")]
    public static partial void NotAcknowledged(this ILogger logger, Exception cause, uint uin, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "a handler failed on {Kind} from {From}; it is tried again in {Wait}")]
    public static partial void HandlerFailed(this ILogger logger, Exception cause, string kind, uint from, TimeSpan wait);

    [LoggerMessage(LogLevel.Error, "a handler failed on {Kind} from {From} {Count} times; the item is given up and does not come again")]
    public static partial void GivesUp(this ILogger logger, Exception cause, string kind, uint from, int count);

    [LoggerMessage(LogLevel.Error, "OnFailed failed on {Kind} from {From}")]
    public static partial void OfferFailed(this ILogger logger, Exception cause, string kind, uint from);

    [LoggerMessage(LogLevel.Warning,
        "the bot of {Uin} stops before it has handled {Count} items; they are not acknowledged, and the server hands them out again")]
    public static partial void StopsEarly(this ILogger logger, uint uin, int count);
}
