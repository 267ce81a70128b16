using Tqq.Cli.Language;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Cli.Serving;

/// <summary>
/// The server's settings in the language of the user. Their own catalogue has them in English; a test holds both together.
/// </summary>
internal static class SettingWords
{
    private static readonly Dictionary<string, string> s_chinese = new()
    {
        ["data"] = "所有数据的位置，首次使用时创建",
        ["listen"] = "HTTP QQ 的监听地址",
        ["web"] = "网页、API 和管理接口的监听地址",
        ["tls-cert"] = "tls:// 端点的证书，其后附签发者证书；运行中可更换",
        ["tls-key"] = "该证书的私钥，不加密",
        ["proxy-from"] = "每个连接都以 PROXY 头（v1 或 v2）开始的代理",
        ["browser-origins"] = "无需会话密钥即可在浏览者会话中操作的网页；其他网页一律不可",
        ["forwarded-from"] = "网页端口信任其 X-Forwarded-For 和 X-Forwarded-Proto 的代理",
        ["public-url"] = "人们访问网页端口所用的地址",
        ["web-plain"] = "密码是否可以经明文 http 从其他机器到达网页端口；能读取网络的人届时可得到密码",
        ["registration"] = "谁可以通过 API 注册账号；此处未给出时由管理员选择",
        ["rate-registration"] = "开放注册时单个地址可注册的账号数",
        ["cors"] = "可凭令牌使用 API 的其他网站的网页",
        ["push-allow"] = "可以位于非公网地址或使用明文 http 的推送服务；用于测试和自己的网络",
        ["penalty"] = "因过快而拒绝时推迟多久应答；0 表示立即",
        ["quirks"] = "为测试客户端而重现的原版怪异行为",
        ["heartbeat"] = "要求客户端多久联系一次（HI）",
        ["session-timeout"] = "多久没有联系会话即结束（LI）",
        ["mailbox-limit"] = "一个账号最多等待的消息数",
        ["mailbox-bytes"] = "一个账号最多等待多少字节的文本",
        ["friends"] = "一个账号最多可有多少好友",
        ["history"] = "无记录账号的已送达消息保留多久；0 表示不保留",
        ["device-history"] = "有设备或保留已发消息的账号，其记录保留多久",
        ["log-quota"] = "此类记录最多占多少；超出时删去最旧的条目",
        ["keep-sent"] = "账号未自行设定时，哪些账号保留自己发出的消息：有设备的账号，或所有账号",
        ["store-timeout"] = "磁盘停滞或数据被其他程序锁定时，请求等待多久",
        ["rate-message"] = "单个账号的 CLTMSG",
        ["rate-status"] = "单个账号的 Change_Stat",
        ["rate-friend"] = "单个账号的 AddToList 和 Ack_AddToList",
        ["rate-other"] = "单个账号的其他请求",
        ["require-key"] = "无论账号如何设置，登录是否必须申请会话密钥（SK=?）；2005 年的客户端做不到",
        ["login-queue"] = "最多有多少登录等待计算密码；超出的被拒绝",
        ["request-timeout"] = "一个请求从第一个字节到最后一个字节可用多久",
        ["reply-rate"] = "10 秒之后客户端每秒至少要接收的应答字节数",
        ["connections"] = "HTTP QQ 端口的连接数；超出时一个空闲连接须离开",
        ["connections-per-address"] = "单个地址的连接数（IPv6 按 /64 计）",
        ["requests"] = "进行中的请求数：已到达而应答尚未取走",
        ["requests-per-address"] = "单个地址的进行中请求数",
        ["idle-timeout"] = "连接可空闲多久",
        ["server-header"] = "应答的 Server 头",
        ["client-codes"] = "哪些 LC 可以登录",
        ["streams"] = "网页接口可同时打开的事件流数；网页端口另有 1,024 个连接",
        ["streams-per-account"] = "单个账号可同时打开的事件流数",
        ["backups"] = "服务器自己创建的备份所在目录",
        ["announcement-pace"] = "公告每秒发给多少个账号",
        ["streams-per-address"] = "单个地址可同时打开的事件流数（IPv6 按 /64 计）",
        ["metrics-token"] = "打开网页端口 /metrics 的令牌所在的文件；没有令牌就没有 /metrics",
        ["metrics-listen"] = "专用于 /metrics 的端口，能到达的人都可读取",
        ["otlp-endpoint"] = "接收指标的 OpenTelemetry 收集器（OTLP，经 HTTP）",
        ["log-wire"] = "无论日志级别如何，是否逐行记录每个未获应答（NULL）或出错的请求及其原因",
        ["log-format"] = "日志行的格式",
        ["log-level"] = "写入标准错误的日志级别",
    };

    /// <summary>What settings are for in other languages than English, by language tag: the administrator's pages show it.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> HelpIn { get; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>> { ["zh"] = s_chinese };

    /// <summary>The settings that have words in Chinese.</summary>
    public static IReadOnlyCollection<string> Known => s_chinese.Keys;

    /// <summary>The words that a setting may be, where they can be counted: "none or tencent-2006", say.</summary>
    public static IEnumerable<string> ValuesOf(Setting setting) =>
        setting.Allowed.Replace(" or ", ", ", StringComparison.Ordinal).Split(", ") is { Length: > 1 } words
            && words.All(word => word.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-')) ? words : [];

    /// <summary>What a setting is for, what it may be, and what it is by default.</summary>
    public static string Of(Setting setting)
    {
        var (usual, help) = (setting.Name == "data" ? DataDirectoryOption.Rule
            : setting.Default, $"{char.ToUpperInvariant(setting.Help[0])}{setting.Help[1..]}");
        var allowed = ServerTexts.Of(setting.Allowed);
        // Between Chinese and Latin stands a space.
        var space = char.IsAsciiLetterOrDigit(allowed[0]) ? " " : "";
        return Localized.Of($"{help}. May be {setting.Allowed}. [default: {usual}]",
            $"{s_chinese.GetValueOrDefault(setting.Name, setting.Help)}。可为{space}{allowed}。[默认：{usual}]")
            + (setting.CanChange ? Localized.Of(" Can change while it runs (SIGHUP).", "运行中可改变（SIGHUP）。") : "");
    }
}
