using Tqq.Cli.Addresses;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Client;

namespace Tqq.Cli.Talking;

/// <summary>What went wrong between client and server, as one line: the cause and the next thing to type.</summary>
internal static class TalkErrors
{
    // What servers of this protocol give as RA; the original stays beside the translation, because it is what other clients show.
    private static readonly Dictionary<string,
        string> s_reasons = new() { ["密码错误"] = "wrong password", ["需要会话密钥"] = "a session key is needed", ["登录失败"] = "login failed" };

    private const int LongestReason = 200;

    /// <summary>Why a server may refuse a login although number and password are right; it gives one reason for all.</summary>
    public static string RefusedElse => Localized.Of(
        "the account may be disabled, need an app password, or be closed to this address",
        "也可能账号已停用、需要应用专用密码，或不允许从此地址登录");

    /// <summary>The reason that a server gives in Chinese, for readers of English.</summary>
    public static string ReasonInEnglish(string? reason) =>
        reason is not null && s_reasons.TryGetValue(reason, out var english) ? $"{english}, {reason}" : Reason(reason);

    /// <summary>The reason as the server gives it, cut where it is long.</summary>
    public static string Reason(string? reason) => TerminalText.Shorten(reason ?? "", LongestReason);

    // What is no API says so itself.
    private static string WordsOf(TqqApiException e) => e.Type.Length > 0 ? ServerTexts.Of(e.Detail) : Localized.Of(
        $"what answered {e.Status} is no JSON API of a Tqq server: it is on the web port, which is 8080 by default; name another with {CommandHint.Of("login UIN --api URL")}",
        $"应答 {e.Status} 的不是 Tqq 服务器的 JSON API：它在网页端口（默认 8080）；请用 {CommandHint.Of("login QQ号 --api 网址")} 换一个");

    public static async Task<T> InWordsAsync<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (InDoubtException e)
        {
            try
            {
                return await InWordsAsync(() => Task.FromException<T>(e.Cause));
            }
            catch (CommandFailedException why)
            {
                throw new CommandFailedException(why.ExitCode,
                    Localized.Of($"the text may have gone or not: {why.Message}", $"消息可能已发送，也可能没有：{why.Message}"));
            }
        }
        catch (LoginFailedException e) when (e.InnerException is TqqApiException api)
        {
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"the server does not let {e.Uin} in: {WordsOf(api)}; {CommandHint.Of($"login {e.Uin} --api URL")} signs in",
                $"服务器拒绝 {e.Uin} 登录：{WordsOf(api)}；请用 {CommandHint.Of($"login {e.Uin} --api 网址")} 登录"));
        }
        catch (LoginFailedException e)
        {
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"the server does not let {e.Uin} in ({ReasonInEnglish(e.Reason)}): "
                    + $"check number and password, then {CommandHint.Of($"login {e.Uin}")}; else {RefusedElse}",
                $"服务器拒绝 {e.Uin} 登录（{Reason(e.Reason)}）：请检查号码和密码，再输入 {CommandHint.Of($"login {e.Uin}")}；{RefusedElse}"));
        }
        catch (PositionNotKeptException e)
        {
            throw new CommandFailedException(ExitCode.Failed, Localized.Of(
                $"it cannot be kept how far messages were shown, so they will come again ({e.InnerException?.Message})",
                $"无法保存消息显示到何处，这些消息会再次出现（{e.InnerException?.Message}）"));
        }
        catch (TqqApiException e)
        {
            throw new CommandFailedException(e.Status >= 500 ? ExitCode.Failed : ExitCode.Refused, WordsOf(e));
        }
        catch (TqqException e) when (Reaching.InWords(e,
            CommandHint.Of(Localized.Of("login UIN --server ADDRESS", "login QQ号 --server 地址"))) is { } words)
        {
            throw words;
        }
        catch (LoggedInElsewhereException e)
        {
            var (from, fromChinese) = e.Address is { } address ? ($", from {address}", $"（{address}）") : ("", "");
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                $"{e.Uin} is logged in elsewhere{from}: {CommandHint.Of($"login {e.Uin}")} or --take-over takes the session back",
                    $"{e.Uin} 已在别处登录{fromChinese}：可用 {CommandHint.Of($"login {e.Uin}")} 或 --take-over 夺回会话"));
        }
        catch (IllegalUinException e)
        {
            throw new CommandFailedException(ExitCode.Refused,
                Localized.Of($"there is no account {e.Uin} on this server", $"此服务器上没有账号 {e.Uin}"));
        }
        catch (DeniedException e) when (e.Command == Protocol.Grammar.Command.CltMsg)
        {
            throw new CommandFailedException(ExitCode.Refused, Localized.Of(
                "the server refuses to take more (RES=3): messages too fast, or the receiver's mailbox is full; try again later",
                    "服务器拒收（RES=3）：发送过快，或对方信箱已满；请稍后再试"));
        }
        catch (TqqException e)
        {
            throw new CommandFailedException(e is DeniedException or SessionLostException ? ExitCode.Refused : ExitCode.Failed, e.Message);
        }
        catch (ArgumentException e) when (e.ParamName is nameof(TqqClientOptions.Uin) or nameof(TqqClientOptions.Server))
        {
            throw new CommandFailedException(ExitCode.Usage, e.Message.Split(" (Parameter")[0].TrimEnd('.'));
        }
    }
}
