using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Serving;

/// <summary>The server's settings in the language of the user. The catalogue has them in English; a test holds both together.</summary>
internal static class SettingWords
{
    private const string Duration = "0，或带 ms、s、m、h、d 的数字，例如 20s";
    private const string Positive = "大于 0 且带 ms、s、m、h、d 的数字，例如 60s";
    private const string Networks = "none，或以逗号分隔的网段，例如 10.0.0.0/8 或 fd00::/8";
    private const string Rate = "次数/时间 burst 次数，例如 2/1s burst 20，或 off";
    private const string Places = "1 到 1000000 的整数";

    private static readonly Dictionary<string, (string Help, string Allowed)> s_chinese = new()
    {
        ["data"] = ("所有数据的位置，首次使用时创建", "目录"),
        ["listen"] = ("HTTP QQ 的监听地址", "地址:端口，例如 127.0.0.1:8000、[::1]:8000 或 *:8000，前面加 tls:// 即用 TLS，多个以逗号分隔；端口 0 表示任选空闲端口"),
        ["web"] = ("管理接口的监听地址", "地址:端口，例如 127.0.0.1:8080、[::1]:8080 或 *:8080，前面加 tls:// 即用 TLS；端口 0 表示任选空闲端口"),
        ["tls-cert"] = ("tls:// 端点的证书，其后附签发者证书；运行中可更换", "none 或 PEM 文件"),
        ["tls-key"] = ("该证书的私钥，不加密", "none 或 PEM 文件"),
        ["proxy-from"] = ("每个连接都以 PROXY 头（v1 或 v2）开始的代理", Networks),
        ["browser-origins"] = ("无需会话密钥即可在浏览者会话中操作的网页；其他网页一律不可", "none，或以逗号分隔的来源，例如 https://chat.example"),
        ["forwarded-from"] = ("网页端口信任其 X-Forwarded-For 和 X-Forwarded-Proto 的代理", Networks),
        ["penalty"] = ("因过快而拒绝时推迟多久应答；0 表示立即", Duration),
        ["quirks"] = ("为测试客户端而重现的原版怪异行为", "none 或 tencent-2006"),
        ["heartbeat"] = ("要求客户端多久联系一次（HI）", Positive),
        ["session-timeout"] = ("多久没有联系会话即结束（LI）", Positive),
        ["mailbox-limit"] = ("一个账号最多等待的消息数", Places),
        ["history"] = ("已送达的消息保留多久；0 表示不保留", Duration),
        ["store-timeout"] = ("磁盘停滞或数据被其他程序锁定时，请求等待多久", Positive),
        ["rate-message"] = ("单个账号的 CLTMSG", Rate),
        ["rate-status"] = ("单个账号的 Change_Stat", Rate),
        ["rate-friend"] = ("单个账号的 AddToList 和 Ack_AddToList", Rate),
        ["rate-other"] = ("单个账号的其他请求", Rate),
        ["require-key"] = ("无论账号如何设置，登录是否必须申请会话密钥（SK=?）；2005 年的客户端做不到", "true 或 false"),
        ["login-queue"] = ("最多有多少登录等待计算密码；超出的被拒绝", Places),
        ["request-timeout"] = ("一个请求从第一个字节到最后一个字节可用多久", Positive),
        ["reply-rate"] = ("10 秒之后客户端每秒至少要接收的应答字节数", "整数；0 表示不限"),
        ["connections"] = ("HTTP QQ 端口的连接数；超出时一个空闲连接须离开", Places),
        ["connections-per-address"] = ("单个地址的连接数（IPv6 按 /64 计）", Places),
        ["requests"] = ("进行中的请求数：已到达而应答尚未取走", Places),
        ["requests-per-address"] = ("单个地址的进行中请求数", Places),
        ["idle-timeout"] = ("连接可空闲多久", Positive),
        ["server-header"] = ("应答的 Server 头", "可打印的 ASCII 字符"),
        ["client-codes"] = ("哪些 LC 可以登录", "以逗号分隔的客户端代码"),
        ["log-wire"] = ("无论日志级别如何，是否逐行记录每个未获应答（NULL）或出错的请求及其原因", "true 或 false"),
        ["log-format"] = ("日志行的格式", "text 或 json"),
        ["log-level"] = ("写入标准错误的日志级别", "trace、debug、information、warning、error、critical 或 none"),
    };

    /// <summary>The settings that have words in Chinese.</summary>
    public static IReadOnlyCollection<string> Known => s_chinese.Keys;

    /// <summary>The words that a setting may be, where they can be counted: "none or tencent-2006", say.</summary>
    public static IEnumerable<string> ValuesOf(Setting setting) =>
        setting.Allowed.Replace(" or ", ", ", StringComparison.Ordinal).Split(", ") is { Length: > 1 } words && words.All(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) ? words : [];

    /// <summary>What a setting is for, what it may be, and what it is by default.</summary>
    public static string Of(Setting setting)
    {
        var (usual, help) = (setting.Name == "data" ? DataDirectoryOption.Rule : setting.Default, $"{char.ToUpperInvariant(setting.Help[0])}{setting.Help[1..]}");
        var (chineseHelp, chineseAllowed) = s_chinese.GetValueOrDefault(setting.Name, (setting.Help, setting.Allowed));
        return Localized.Of($"{help}. May be {setting.Allowed}. [default: {usual}]", $"{chineseHelp}。可为{chineseAllowed}。[默认：{usual}]")
            + (setting.CanChange ? Localized.Of(" Can change while it runs (SIGHUP).", "运行中可改变（SIGHUP）。") : "");
    }
}
