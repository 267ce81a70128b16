namespace Tqq.Cli.Language;

/// <summary>Texts of the server about administrators and the audit log, as <see cref="ServerTextCatalogue"/> has them.</summary>
internal static class AdminTextCatalogue
{
    public static IReadOnlyList<(string English, string Chinese)> All { get; } =
    [
        // The store.
        ("{0}: what account {1} may do with the server is damaged", "{0}：账号 {1} 的管理权限记录已损坏"),
        ("{0}: the audit log is not as it was written: {1}", "{0}：审计记录与写入时不符：{1}"),
        ("where it begins and ends is missing", "缺少起止记录"),
        ("line {0#} is missing", "缺少第 {0} 行"),
        ("line {0#} was changed, or one before it", "第 {0} 行或其之前的一行被更改"),
        ("line {0#} was added", "第 {0} 行是添加的"),
        ("line {0#} was changed", "第 {0} 行被更改"),

        // Who may.
        ("this is an administrator's account: its wireLogin is app-password or off, and it is deleted only after the role was taken away",
            "这是管理员的账号：其 wireLogin 只能是 app-password 或 off，撤销管理员身份后才能删除"),
        ("account {0} is an administrator's: its wireLogin must be app-password or off, because its own password must not travel there",
            "{0} 是管理员的账号：其 wireLogin 只能是 app-password 或 off，因为其密码不得在该处传输"),
        ("account {0} is an administrator's: take the role away first", "{0} 是管理员的账号：请先撤销管理员身份"),
        ("account {0} is an administrator's already", "{0} 已是管理员"),
        ("account {0} is no administrator's", "{0} 不是管理员"),
        ("account {0} has no second factor", "{0} 没有开启两步验证"),
        ("there is no account {0}: give nick to make it", "没有账号 {0}：给出 nick 即可创建"),
        ("there is no account {0}, or it is an administrator's: give nick to make it", "没有账号 {0}，或它已是管理员：给出 nick 即可创建"),
        ("nobody would be left who may everything: nothing was changed", "这样将没有拥有全部权限的管理员：没有任何更改"),
        ("registration is set by {0}: it is changed there", "注册方式由 {0} 设定：请在那里更改"),
        ("registration is missing; it must be closed, invite or open", "缺少 registration；应为 closed、invite 或 open"),
        ("role is missing; it must be full or read-only", "缺少 role；应为 full 或 read-only"),
        ("role is '{0}', but must be full or read-only", "role 是“{0}”，但应为 full 或 read-only"),
        ("nobody may do this", "任何人都不能这样做"),
        ("this needs an administrator of role full: yours is read-only", "这需要 full 权限的管理员：您的权限是 read-only"),

        // Signing in.
        ("a cookie changes things only for a page of this address: the browser says so in Sec-Fetch-Site or Origin",
            "cookie 只能由本地址的网页用来更改：浏览器以 Sec-Fetch-Site 或 Origin 说明"),
        ("sign in with POST /admin/api/v1/session, or send the token of admin.json as Authorization: Bearer TOKEN",
            "请用 POST /admin/api/v1/session 登录，或以 Authorization: Bearer TOKEN 发送 admin.json 中的令牌"),
        ("the token of admin.json is no administrator's: sign in with POST /admin/api/v1/session",
            "admin.json 中的令牌不属于任何管理员：请用 POST /admin/api/v1/session 登录"),
        ("this asks for the password again: POST /admin/api/v1/session/confirm, which is good for ten minutes",
            "此操作需要再次输入密码：POST /admin/api/v1/session/confirm，十分钟内有效"),
        ("number and password do not open an administrator's account", "号码和密码打不开管理员账号"),
        ("the password is not yours", "这不是您的密码"),
        ("the code in the body is wrong, or was used: nothing was changed", "验证码不正确或已用过：没有任何更改"),
        ("code is missing", "缺少 code"),
        ("a second factor is on: switch it off first", "两步验证已开启：请先关闭"),
        ("there is no second factor", "没有开启两步验证"),
        ("the code is wrong, or no secret was made, or too many were tried: begin anew", "验证码不正确、尚未生成密钥，或尝试过多：请重新开始"),
        ("this is your own: POST /admin/api/v1/totp/off switches it off, with a code",
            "这是您自己的：请用 POST /admin/api/v1/totp/off 并给出验证码关闭"),
        ("there is no such link, or it was used or is over", "没有此链接，或已用过或已过期"),
        ("there is no such link, or it was used or is over: 'tqq admin link' makes a new one",
            "没有此链接，或已用过或已过期：'tqq admin link' 可生成新的"),

        // The audit log.
        ("limit must be 1 to {0#}, before the number of a line", "limit 应为 1 到 {0}，before 应为行号"),
        ("format is '{0}', but must be jsonl or csv", "format 是“{0}”，但应为 jsonl 或 csv"),
        ("refused {0#}", "已拒绝 {0}"),
        ("refused: a code is needed", "已拒绝：需要验证码"),
        ("refused: wrong code", "已拒绝：验证码不正确"),
        ("nothing is here for somebody who is not signed in: the page is at /", "未登录者在此没有可看的内容：网页在 /"),
        ("refused: too many wrong codes", "已拒绝：错误验证码过多"),
        ("too many wrong codes came: the next is looked at in five minutes; a recovery code is looked at now",
            "错误验证码过多：下一个五分钟后才检查；恢复码现在即可使用"),
        ("refused: not looked at", "已拒绝：未检查"),
        ("refused: wrong password", "已拒绝：密码不正确"),
        ("refused: the account is disabled", "已拒绝：账号已停用"),
        ("refused: no such link", "已拒绝：没有此链接"),
        ("not known: the client left", "结果未知：客户端已离开"),
        ("before it {0#} failed that have no line", "此前另有 {0} 次失败未单独记录"),
        ("by a link", "通过链接"),
    ];
}
