using Microsoft.Extensions.Logging;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>What the client logs. No line takes a body, a key or a password.</summary>
internal static partial class CallLog
{
    [LoggerMessage(LogLevel.Information, "{Uin} is logged in at {Server}")]
    public static partial void LoggedIn(this ILogger logger, uint uin, ServerAddress server);

    [LoggerMessage(LogLevel.Warning, "{Command}: {Outcome}; the same request goes out again in {Wait}")]
    public static partial void AsksAgain(this ILogger logger, Exception? cause, Command command, LinkOutcome outcome, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "{Command} was refused (RES=3); trying again in {Wait}")]
    public static partial void Denied(this ILogger logger, Command command, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "{Command} got no reply (NULL); it goes out under another SEQ in {Wait}")]
    public static partial void Silent(this ILogger logger, Command command, TimeSpan wait);

    [LoggerMessage(LogLevel.Warning, "the session of {Uin} is gone (RES=20 to {Command}); logging in again")]
    public static partial void SessionGone(this ILogger logger, uint uin, Command command);

    [LoggerMessage(LogLevel.Warning, "{Uin} is logged in elsewhere, from {Address}; taking the session back")]
    public static partial void TakesOver(this ILogger logger, uint uin, System.Net.IPAddress address);

    [LoggerMessage(LogLevel.Information, "{Count} items are not settled; the server hands out no others until the first of them is")]
    public static partial void Full(this ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "the heartbeat failed")]
    public static partial void HeartbeatFailed(this ILogger logger, Exception cause);
}
