using Microsoft.Extensions.Logging;
using Tqq.Core.Limits;
using Tqq.Core.Log;
using Tqq.Core.Rules;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;
using static Tqq.Server.Hosting.Settings.SettingText;

namespace Tqq.Server.Hosting.Settings;

/// <summary>All settings of the server. A setting is added by adding a line here.</summary>
public static class SettingCatalogue
{
    /// <summary>The settings, in the order in which they are shown.</summary>
    public static IReadOnlyList<Setting> All { get; } =
    [
        new("data", "./tqq-data", "a directory", "where everything is kept; made on first use", (o, v) => o with { Data = NotEmpty(v) }),
        new("listen", "127.0.0.1:8000", EndpointsAllowed, "where HTTP QQ is spoken", (o, v) => o with { Listen = Endpoints(v) }),
        new("web", "127.0.0.1:8080", EndpointAllowed, "where the web page, the API and the admin API are",
            (o, v) => o with { Web = Endpoint(v) }),
        new("tls-cert", "none", FileAllowed,
            "the certificate for tls:// endpoints, with those of its issuers behind it; replaced while the server runs",
            (o, v) => o with { TlsCertificate = File(v) }) { CanChange = true },
        new("tls-key", "none", FileAllowed, "the key of that certificate, unencrypted", (o, v) =>
            o with { TlsKey = File(v) }) { CanChange = true },
        new("proxy-from", "none", NetworksAllowed, "proxies that begin every connection to the HTTP QQ port with a PROXY header (v1 or v2)",
            (o, v) => o with { Wire = o.Wire with { ProxyFrom = Networks(v) } }) { CanChange = true },
        new("browser-origins", "none", OriginsAllowed,
            "web pages that may act, without a session key, in the sessions of whoever looks at them; no other page may", (o, v) =>
            o with { Wire = o.Wire with { BrowserOrigins = Origins(v) } }) { CanChange = true },
        new("forwarded-from", "none", NetworksAllowed, "proxies whose X-Forwarded-For and X-Forwarded-Proto the web port believes",
            (o, v) => o with { ForwardedFrom = Networks(v) }),
        new("public-url", "none", UrlAllowed, "the address by which people come to the web port", (o, v) =>
            o with { Api = o.Api with { PublicUrl = Url(v) }, Push = o.Push with { PublicUrl = Url(v) } }) { CanChange = true },
        new("web-plain", "false", BooleanAllowed,
            "whether passwords may come to the web port by plain http from other machines; whoever can read the network has them then",
            (o, v) => o with { Api = o.Api with { AllowsPlain = Boolean(v) } }) { CanChange = true },
        new(RegistrationPolicy.SettingName, "closed", "closed, invite or open",
            "who may make an account through the API; where this says nothing, administrators choose", (o, v) =>
            o with { Api = o.Api with { Registration = RegistrationOf(v) } }) { CanChange = true },
        new("rate-registration", "1/1h burst 3", RateAllowed, "accounts made from one address, where registration is open", (o, v) =>
            o with { Api = o.Api with { RegistrationRate = Rate(v) } }) { CanChange = true },
        new("cors", "none", OriginsAllowed, "pages of other sites that may use the API, with a token", (o, v) =>
            o with { Api = o.Api with { CorsOrigins = Origins(v) } }) { CanChange = true },
        new("push-allow", "none", OriginsAllowed,
            "push services that may be at addresses which are not public, or speak plain http; for tests and networks of one's own",
            (o, v) => o with { Push = o.Push with { AllowedOrigins = Origins(v) } }) { CanChange = true },
        new("penalty", "20s", DurationAllowed, "how long a refusal for being too fast is held back; 0 answers at once", (o, v) =>
            o with { Rules = o.Rules with { Penalty = Duration(v) } }) { CanChange = true },
        new("quirks", "none", "none or tencent-2006", "oddities of the original to reproduce, for testing clients", (o, v) =>
            o with { Rules = o.Rules with { Quirks = QuirksOf(v) } }) { CanChange = true },
        new("heartbeat", "60s", PositiveAllowed, "how often clients are asked to call (HI)", (o, v) =>
            o with { Wire = o.Wire with { Heartbeat = Positive(v) } }) { CanChange = true },
        new("session-timeout", "300s", PositiveAllowed, "a session without a call for this long ends (LI)",
            (o, v) =>
                o with { Wire = o.Wire with { SessionTimeout = Positive(v) }, Rules = o.Rules with { SessionTimeout = Positive(v) } }),
        new("mailbox-limit", "10000", "a whole number from 1 to 1000000", "how many messages may wait for an account", (o, v) =>
            o with { Rules = o.Rules with { MailboxLimit = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("mailbox-bytes", "64MiB", SizeAllowed, "how many bytes of text may wait for an account", (o, v) =>
            o with { Rules = o.Rules with { MailboxBytes = Size(v) } }) { CanChange = true },
        new("friends", "1000", "a whole number from 1 to 1000000", "how many friends an account may have", (o, v) =>
            o with { Rules = o.Rules with { FriendLimit = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("history", "30d", DurationAllowed, "how long delivered messages are kept of an account without a log; 0 for not at all",
            (o, v) => o with { Cluster = o.Cluster with { History = Duration(v) } }),
        new("device-history", "forever", HistoryAllowed,
            "how long the log of an account is kept, which has devices or keeps what it sends", (o, v) =>
            o with { Cluster = o.Cluster with { DeviceHistory = History(v) } }),
        new("log-quota", "1GiB", SizeAllowed, "how large such a log may be; beyond that its oldest items go", (o, v) =>
            o with { Cluster = o.Cluster with { LogQuota = Size(v) } }),
        new("keep-sent", "devices", "never, devices or always",
            "which accounts keep what they send, where an account itself says nothing: those with devices, or all",
            (o, v) => o with { Rules = o.Rules with { KeepSent = KeepSentOf(v) } }) { CanChange = true },
        new("store-timeout", "10s", PositiveAllowed,
            "how long a request waits for a disk that hangs, or for another program that has locked the store",
            (o, v) => o with { StoreTimeout = Positive(v) }),
        new("rate-message", "2/1s burst 20", RateAllowed, "CLTMSG of one account", (o, v) =>
            o with { Rules = Rated(o, r => r with { Sending = Rate(v) }) }) { CanChange = true },
        new("rate-status", "1/3s burst 5", RateAllowed, "Change_Stat of one account", (o, v) =>
            o with { Rules = Rated(o, r => r with { StatusChange = Rate(v) }) }) { CanChange = true },
        new("rate-friend", "1/3s burst 10", RateAllowed, "AddToList and Ack_AddToList of one account", (o, v) =>
            o with { Rules = Rated(o, r => r with { Befriending = Rate(v) }) }) { CanChange = true },
        new("rate-other", "20/1s burst 100", RateAllowed, "everything else of one account", (o, v) =>
            o with { Rules = Rated(o, r => r with { Other = Rate(v) }) }) { CanChange = true },
        new("require-key", "false", BooleanAllowed,
            "whether a login must ask for a session key (SK=?), whatever its account says; clients of 2005 cannot",
            (o, v) => o with { Rules = o.Rules with { RequiresKey = Boolean(v) } }) { CanChange = true },
        new("login-queue", "1000", "a whole number from 1 to 1000000",
            "how many logins may wait to have their password computed; more are refused",
            (o, v) => o with { Passwords = o.Passwords with { MostWaiting = Whole(v, 1, 1_000_000) } }),
        new("request-timeout", "10s", PositiveAllowed, "how long a request may take to arrive, from its first byte to its last", (o, v) =>
            o with { Wire = o.Wire with { RequestTimeout = Positive(v) } }) { CanChange = true },
        new("reply-rate", "1000", RateOfBytesAllowed, "bytes of a reply that a client has to take each second, after the first 10 s",
            (o, v) => o with { Wire = o.Wire with { ReplyRate = Whole(v, 0, 1_000_000) } }) { CanChange = true },
        new("connections", "10000", CountAllowed, "connections to the HTTP QQ port; beyond that an idle one has to leave", (o, v) =>
            o with { Wire = o.Wire with { Connections = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("connections-per-address", "1024", CountAllowed, "connections to the HTTP QQ port from one address (IPv6: from one /64)",
            (o, v) => o with { Wire = o.Wire with { ConnectionsPerAddress = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("requests", "2048", CountAllowed, "requests in flight: come, and their reply not yet taken", (o, v) =>
            o with { Wire = o.Wire with { Requests = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("requests-per-address", "1024", CountAllowed, "requests in flight from one address", (o, v) =>
            o with { Wire = o.Wire with { RequestsPerAddress = Whole(v, 1, 1_000_000) } }) { CanChange = true },
        new("idle-timeout", "75s", PositiveAllowed, "how long a connection may lie idle", (o, v) =>
            o with { Wire = o.Wire with { IdleTimeout = Positive(v) } }) { CanChange = true },
        new("server-header", "tencent imserver/1.0.0", "printable ASCII", "the Server header of replies", (o, v) =>
            o with { Wire = o.Wire with { ServerHeader = PrintableAscii(v) } }),
        new("client-codes", "9326B87B234E7235", "client codes with commas between them", "which LC may log in", (o, v) =>
            o with { Wire = o.Wire with { ClientCodes = List(v) } }) { CanChange = true },
        new("streams", "10000", CountAllowed, "event streams of the web API that may be open; the web port has 1,024 connections besides",
            (o, v) => o with { Api = o.Api with { Streams = Whole(v, 1, 1_000_000) } }),
        new("streams-per-account", "20", CountAllowed, "event streams of one account that may be open", (o, v) =>
            o with { Api = o.Api with { StreamsPerAccount = Whole(v, 1, 1_000_000) } }),
        new("streams-per-address", "100", CountAllowed, "event streams of one address (IPv6: of one /64) that may be open", (o, v) =>
            o with { Api = o.Api with { StreamsPerAddress = Whole(v, 1, 1_000_000) } }),
        new("backups", "none", "a directory, or none for backups in the data directory", "where backups go that the server makes itself",
            (o, v) => o with { Backups = NotEmpty(v) is "none" ? null : v }),
        new("announcement-pace", "100", "a whole number from 1 to 10000", "to how many accounts a second an announcement goes",
            (o, v) => o with { Cluster = o.Cluster with { AnnouncementPace = Whole(v, 1, 10_000) } }),
        new("metrics-token", "none", TokenFileAllowed,
            "the file with the token that opens /metrics on the web port; without one it is not there",
            (o, v) => o with { MetricsToken = File(v) }) { CanChange = true },
        new("metrics-listen", "none", MetricsAllowed, "a port of its own for /metrics, for anybody who reaches it",
            (o, v) => o with { MetricsListen = v == "none" ? null : LocalEndpoint(v) }),
        new("otlp-endpoint", "none", UrlAllowed, "the OpenTelemetry collector that metrics are sent to (OTLP over HTTP)",
            (o, v) => o with { OtlpEndpoint = Url(v) is { } url ? new(url) : null }),
        new("log-wire", "false", BooleanAllowed,
            "whether each request that got no reply (NULL) or an error is logged with the reason, whatever the log level is", (o, v) =>
            o with { LogWire = Boolean(v) }) { CanChange = true },
        new("log-format", "text", "text or json", "how a line of the log is written", (o, v) =>
            o with { LogFormat = v switch { "text" => LogFormat.Text, "json" => LogFormat.Json, _ => throw new FormatException() } }),
        new("log-level", "warning", "trace, debug, information, warning, error, critical or none", "what is logged, to standard error",
            (o, v) =>
                o with { LogLevel = Enum.TryParse<LogLevel>(v, ignoreCase: true, out var level) && Enum.IsDefined(level)
                && !char.IsAsciiDigit(v[0]) ? level : throw new FormatException() }) { CanChange = true },
    ];

    private static AccountRules Rated(TqqServerOptions options, Func<RateLimits, RateLimits> change) =>
        options.Rules with { Rates = change(options.Rules.Rates) };

    private static KeepSent KeepSentOf(string value) => value switch
    {
        "never" => KeepSent.Never,
        "devices" => KeepSent.Devices,
        "always" => KeepSent.Always,
        _ => throw new FormatException(),
    };

    private static RegistrationMode RegistrationOf(string value) => value switch
    {
        "closed" => RegistrationMode.Closed,
        "invite" => RegistrationMode.Invite,
        "open" => RegistrationMode.Open,
        _ => throw new FormatException(),
    };

    private static Quirks QuirksOf(string value) => value switch
    {
        "none" => Quirks.None,
        "tencent-2006" => Quirks.Tencent2006,
        _ => throw new FormatException(),
    };
}
