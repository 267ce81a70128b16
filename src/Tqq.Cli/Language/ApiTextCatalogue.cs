namespace Tqq.Cli.Language;

/// <summary>What the API of accounts refuses with, by what its routes are about; written as in <see cref="ServerTextCatalogue"/>.</summary>
internal static class ApiTextCatalogue
{
    public static IReadOnlyList<(string English, string Chinese)> All { get; } =
    [
        // The guard.
        ("sign in with POST /api/v1/session and send its token as Authorization: Bearer TOKEN, or its cookie",
            "请用 POST /api/v1/session 登录，并以 Authorization: Bearer TOKEN 发送所得令牌，或发送其 cookie"),
        ("this opens nothing: it is wrong, revoked or expired, or the account does not admit it now; sign in again",
            "凭据无效：有误、已撤销或已过期，或账号目前不允许使用；请重新登录"),
        ("a cookie changes things only for a page of this address: the browser says so in Sec-Fetch-Site or Origin; programs send a token",
            "只有本地址的网页才能凭 cookie 更改：浏览器以 Sec-Fetch-Site 或 Origin 表明；程序请发送令牌"),
        ("this token is for certain people only; name one of them: {0}", "此令牌只用于特定的人；请指明其中之一：{0}"),
        ("?auth= must be a token of right send alone: send others as Authorization: Bearer TOKEN",
            "?auth= 只能是仅有 send 权限的令牌：其他令牌请以 Authorization: Bearer TOKEN 发送"),
        ("no token may do this: sign in with the password", "令牌不能这样做：请用密码登录"),
        ("this needs a token of right all", "这需要有 all 权限的令牌"),
        ("this needs a token of right send or all", "这需要有 send 或 all 权限的令牌"),
        ("this needs a token of right read or all", "这需要有 read 或 all 权限的令牌"),
        ("a proxy stands before this server that nobody has named: name it with --forwarded-from, and have people come to it by https",
            "服务器前有未声明的代理：请用 --forwarded-from 声明，并让人们经 https 访问它"),
        ("a password may come here by https only: give the server a certificate (tls:// in --web), or a proxy that has one; --web-plain allows plain http",
            "密码只能经 https 到达：请为服务器配置证书（--web 中用 tls://），或使用有证书的代理；--web-plain 允许明文 http"),
        ("{0} is {1}, but must be a number from 10001 to 4294967295", "{0} 是 {1}，但应为 10001 到 4294967295 的数字"),
        ("{0} must be a text of at most {1#} characters without control characters", "{0} 应为至多 {1} 个字符的文本，且不能有控制字符"),

        ("one of both, this account or {0}, has as many friends as it may have", "本账号与 {0} 之一的好友已达上限"),
        ("it cannot be done now with {0}: nothing was changed; try again later", "现在无法对{0}这样做：未作任何更改；请稍后再试"),

        ("the session is over; sign in again", "会话已结束：请重新登录"),
        ("there is no {0}", "没有{0}"),
        ("account {0}", "账号 {0}"),
        ("there are {0#}, as many as there may be: remove one first", "已有 {0} 个，达到上限：请先移除一个"),
        ("this came too fast after others like it, of this account, on whichever connection", "本账号同类请求过快，不论来自哪个连接"),
        ("what is kept of {0} is damaged", "{0}的数据已损坏"),
        ("the mailbox of {0} is full", "{0}的邮箱已满"),
        ("{0}: a new text needs a new key", "{0}：新的文本需要新的键"),
        ("{0} is '{1}', but must be the id of a message", "{0} 是“{1}”，但应为消息的 id"),
        ("limit is {0}, but must be a number from 1 to {1#}", "limit 是 {0}，但应为 1 到 {1} 的数字"),
        ("{0} is missing or empty, but must be a text of 1 to {1#} characters", "{0} 缺失或为空，但应为 1 到 {1} 个字符的文本"),
        ("Idempotency-Key is '{0}', but must be 1 to {1#} ASCII characters without spaces",
            "Idempotency-Key 是“{0}”，但应为 1 到 {1} 个不含空格的 ASCII 字符"),

        // One's own account.
        ("{0} must be a text of {1#} to {2#} characters, not only spaces and without control characters",
            "{0} 应为 {1} 到 {2} 个字符的文本，不能只有空格，且不能有控制字符"),
        ("profile.{0} must be {1}", "profile.{0} 应为{1}"),
        ("{0} is missing", "缺少 {0}"),
        ("{0} is not the password of this account: nothing was changed", "{0} 不是本账号的密码：未作任何更改"),
        ("there is no app password {0}", "没有应用专用密码 {0}"),
        ("status is missing", "缺少 status"),
        ("settings.keepsSentNow cannot be set: set settings.keepsSent", "settings.keepsSentNow 不能设置：请设置 settings.keepsSent"),
        ("the session has ended", "会话已结束"),

        // Others.
        ("no request to account {0} is on the list", "列表中没有发给账号 {0} 的请求"),
        ("no request of account {0} waits for an answer", "没有账号 {0} 的待答复请求"),
        ("uin is one's own, but must be that of another account", "uin 是自己的号码，但应为其他账号的号码"),
        ("{0} may have at most {1#} bytes of UTF-8", "{0} 至多 {1} 字节（UTF-8）"),
        ("q must be a whole number of an account, or the beginning of a nickname: 1 to {0#} characters",
            "q 应为账号的完整号码或昵称的开头：1 到 {0} 个字符"),
        ("after must be the value of next of the part before", "after 应为上一部分的 next 值"),

        // Conversations.
        ("before and after are both there, but only one of them may be", "before 和 after 不能同时给出"),
        ("there is no such message in this conversation", "此会话中没有这条消息"),
        ("nothing was said with this account, or through is below 1", "与此账号没有消息，或 through 小于 1"),

        // Streams and lines.
        ("in all", "总共"),
        ("of this account", "本账号"),
        ("of this address", "此地址"),
        ("there are {0#} streams {1}, as many as may be: close one first", "{1}已有 {0} 个事件流，达到上限：请先关闭一个"),
        ("{0} is '{1}', but must be the id of an event, such as 123-45, or of a message", "{0} 是“{1}”，但应为事件的 id（例如 123-45）或消息的 id"),
        ("after and since are both there, but only one of them may be", "after 和 since 不能同时给出"),
        ("count is {0}, but must be a number above 0", "count 是 {0}，但应为大于 0 的数"),
        ("{0} is '{1}', but must be a time such as 30s, 10m, 2h or 7d, up to 3650d", "{0} 是“{1}”，但应为时间，例如 30s、10m、2h 或 7d，至多 3650d"),
        ("the body is not UTF-8, but must be a text in UTF-8", "请求体不是 UTF-8，应为 UTF-8 文本"),

        // Registration and invitations.
        ("{0} is among the 10,000 most common passwords, which are guessed first: choose another",
            "{0} 属于最常见的 10,000 个密码，会最先被猜到：请另选一个"),
        ("accounts are made by the administrator here", "此处账号由管理员创建"),
        ("an account takes an invitation here: ask the administrator for one", "在此注册需要邀请：请向管理员索取"),
        ("too many accounts were made, or numbers and invitations tried, from this address: try again later",
            "此地址注册的账号、尝试的号码或邀请过多：请稍后再试"),
        ("there is no such invitation, or it is used up or over", "没有此邀请，或已用完或已过期"),
        ("no number was free: try again, or choose one", "没有空闲号码：请重试，或自选一个"),
        ("{0} is somebody's, or was: choose another, or leave uin out", "{0} 是或曾是他人的号码：请另选，或不给出 uin"),
        ("there is no invitation {0}", "没有邀请 {0}"),
        ("days is {0}, but must be a number from 1 to {1#}", "days 是 {0}，但应为 1 到 {1} 的数字"),
        ("uses is {0}, but must be a number from 1 to {1#}", "uses 是 {0}，但应为 1 到 {1} 的数字"),

        // Signing in, sessions, tokens.
        ("the account is gone", "账号已不存在"),
        ("a cookie is for pages of this address: other programs ask for a token, with \"token\": true",
            "cookie 只供本地址的网页使用：其他程序请用 \"token\": true 索取令牌"),
        ("password is missing", "缺少 password"),
        ("name is missing", "缺少 name"),
        ("too many wait to sign in: the password was not looked at", "等待登录者过多：未检查密码"),
        ("number and password do not open an account here; an app password is for HTTP QQ and opens nothing here",
            "号码和密码在此打不开任何账号；应用专用密码只用于 HTTP QQ，在此无效"),
        ("there is no session '{0}'; GET /api/v1/sessions lists them", "没有会话“{0}”；GET /api/v1/sessions 列出全部会话"),
        ("no client of HTTP QQ is logged in", "没有 HTTP QQ 客户端在登录"),
        ("there is no token '{0}'; GET /api/v1/tokens lists them", "没有令牌“{0}”；GET /api/v1/tokens 列出全部令牌"),
        ("the account has {0#} tokens, as many as it may: revoke one first", "账号已有 {0} 个令牌，达到上限：请先撤销一个"),
        ("rights is missing; it must be send, read or all", "缺少 rights；应为 send、read 或 all"),
        ("rights is '{0}', but must be send, read or all", "rights 是“{0}”，但应为 send、read 或 all"),
        ("peers has {0#} numbers, but must have 1 to {1#}; without peers the token is for everybody",
            "peers 有 {0} 个号码，但须有 1 至 {1} 个；不写 peers 则令牌不限对象"),
        ("no token may change settings.wireLogin, settings.allowedAddresses or settings.requiresKey: sign in with the password",
            "令牌不能更改 settings.wireLogin、settings.allowedAddresses 或 settings.requiresKey：请用密码登录"),
        ("settings.allowedAddresses must hold your own address, {0}: otherwise you could not change it again",
            "settings.allowedAddresses 须包含您当前的地址 {0}：否则您将无法再更改"),
        ("expires must be a time that is yet to come", "expires 应为将来的时间"),
        ("a time such as 2027-01-31T08:00:00Z", "时间，例如 2027-01-31T08:00:00Z"),
        ("an array of numbers", "数字数组"),
    ];
}
