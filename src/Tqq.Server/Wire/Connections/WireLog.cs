using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Tqq.Core.Operations;
using Tqq.Protocol.Commands;
using Tqq.Protocol.Requests;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Wire.Connections;

/// <summary>
/// What a developer of a client and an operator want to know of the wire, a line each. Information: logins, logouts, refusals. Debug, which
/// `--log-wire` asks for: why a request got nothing (NULL, protocol.md §1.4), an HTTP error, RES=5 or 20, or a logout without a session.
/// Never a password, a session key or a text.
/// </summary>
/// <param name="logger">Where to say it.</param>
internal sealed partial class WireLog(ILogger<WireLog> logger)
{
    /// <summary>Whether <see cref="Null"/> says anything: only then its reason needs to be found.</summary>
    public bool ExplainsNull => logger.IsEnabled(LogLevel.Debug);

    /// <summary>A request got no reply, and its connection closes.</summary>
    public void Null(IPAddress address, string reason) => LogNull(logger, address, reason);

    /// <summary>A head was refused.</summary>
    public void HeadRefused(IPAddress address, int status, string reason) => LogHeadRefused(logger, address, status, reason);

    /// <summary>A request was answered. Most answers, those to polls first of all, are not worth a line.</summary>
    public void Answered(IPAddress address, ReceivedRequest request, Answer answer, TimeSpan delay)
    {
        switch (answer)
        {
            case Answer.LoggedIn login:
                Note(request, address, login.Key is null ? "logged in" : "logged in, with a session key");
                break;
            case Answer.LoginFailed failed:
                Note(request, address, InWords(failed.Obstacle));
                break;
            case Answer.KeyRequired:
                Note(request, address, "refused: the password is right, but a session key is required (SK=?)");
                break;
            case Answer.Refused or Answer.KeyReused when logger.IsEnabled(LogLevel.Information):
                Note(request, address, delay == TimeSpan.Zero ? "refused (RES=3)"
                    : string.Create(CultureInfo.InvariantCulture, $"refused (RES=3), held back for {delay.TotalSeconds:0.###} s"));
                break;
            case Answer.Done when request.Request is LogoutRequest:
                Note(request, address, "logged out");
                break;
            case Answer.NothingToEnd:
                LogOutside(logger, request.Head.Command.WireName, request.Head.Uin, address,
                    "no session of this address or key to end (RES=0)");
                break;
            case Answer.NotLoggedIn:
                LogOutside(logger, request.Head.Command.WireName, request.Head.Uin, address, request.LacksKey
                    ? "no session (RES=20): a browser sends it for a page that --browser-origins does not name, and it has no session key"
                    : "no session of this address or key (RES=20)");
                break;
            case Answer.Displaced displaced:
                LogOutside(logger, request.Head.Command.WireName, request.Head.Uin, address,
                    $"the session of this key ended with a login from {displaced.Address} (RES=20)");
                break;
            case Answer.NoSuchAccount:
                LogOutside(logger, request.Head.Command.WireName, request.Head.Uin, address, "no such number (RES=5)");
                break;
            case Answer.Silence:
                Null(address, "an oddity of the original that --quirks asks for");
                break;
            default:
                break;
        }
    }

    private void Note(ReceivedRequest request, IPAddress address, string result) =>
        LogAnswered(logger, request.Head.Command.WireName, request.Head.Uin, address, result);

    private static string InWords(LoginObstacle obstacle) => obstacle switch
    {
        LoginObstacle.WrongPassword => "failed (RS=1): the password is wrong",
        LoginObstacle.NoSuchAccount => "failed (RS=1): there is no such account",
        LoginObstacle.Disabled => "failed (RS=1): the account is disabled",
        LoginObstacle.WireLoginOff => "failed (RS=1): the account has no login on this port",
        LoginObstacle.Address => "failed (RS=1): the account does not let this address in",
        LoginObstacle.AppPasswordOnly => "failed (RS=1): the account lets only app passwords in, and this is none of them",
        _ => "failed (RS=1): the account was changed meanwhile",
    };

    [LoggerMessage(13, LogLevel.Information, "{Command} of {Uin} from {Address}: {Result}")]
    private static partial void LogAnswered(ILogger logger, string command, uint uin, IPAddress address, string result);

    [LoggerMessage(14, LogLevel.Debug, "{Command} of {Uin} from {Address}: {Result}")]
    private static partial void LogOutside(ILogger logger, string command, uint uin, IPAddress address, string result);

    [LoggerMessage(15, LogLevel.Debug, "a request from {Address} got no reply (NULL): {Reason}")]
    private static partial void LogNull(ILogger logger, IPAddress address, string reason);

    [LoggerMessage(16, LogLevel.Debug, "a head from {Address} was refused with {Status}: {Reason}")]
    private static partial void LogHeadRefused(ILogger logger, IPAddress address, int status, string reason);
}
