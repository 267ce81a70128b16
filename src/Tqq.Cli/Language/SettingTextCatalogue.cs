namespace Tqq.Cli.Language;

/// <summary>What settings may be: a part of <see cref="ServerTextCatalogue"/>.</summary>
internal static class SettingTextCatalogue
{
    public static IReadOnlyList<(string English, string Chinese)> All { get; } =
    [
        ("a directory", "目录"),
        ("0, or a number with ms, s, m, h or d behind it, such as 20s", " 0，或带 ms、s、m、h、d 的数字，例如 20s"),
        ("a number above 0 with ms, s, m, h or d behind it, such as 60s", "大于 0 且带 ms、s、m、h、d 的数字，例如 60s"),
        ("ADDRESS:PORT, such as 127.0.0.1:8080, [::1]:8080 or *:8080, with tls:// before it for TLS; port 0 picks a free one",
            "地址:端口，例如 127.0.0.1:8080、[::1]:8080 或 *:8080，前面加 tls:// 即用 TLS；端口 0 表示任选空闲端口"),
        ("ADDRESS:PORT, such as 127.0.0.1:8000, [::1]:8000 or *:8000, with tls:// before it for TLS, or several with commas between them; port 0 picks a free one", "地址:端口，例如 127.0.0.1:8000、[::1]:8000 或 *:8000，前面加 tls:// 即用 TLS，多个以逗号分隔；端口 0 表示任选空闲端口"),
        ("none, or networks such as 10.0.0.0/8 or fd00::/8 with commas between them", " none，或以逗号分隔的网段，例如 10.0.0.0/8 或 fd00::/8"),
        ("none or an address such as https://chat.example.org", " none，或地址，例如 https://chat.example.org"),
        ("none, or origins such as https://chat.example.org with commas between them", " none，或以逗号分隔的来源，例如 https://chat.example.org"),
        ("a whole number, or 0 for any rate", "整数；0 表示不限"),
        ("a whole number from 1 to 1000000", " 1 到 1000000 的整数"),
        ("none or a PEM file", " none 或 PEM 文件"),
        ("none or a file", " none 或文件"),
        ("none, a port such as 9464 on 127.0.0.1, or ADDRESS:PORT; port 0 picks a free one",
            " none、127.0.0.1 上的端口（例如 9464）或地址:端口；端口 0 表示任选空闲端口"),
        ("forever, 0 for not at all, or a number with ms, s, m, h or d behind it, such as 365d",
            " forever（永久）、0（不保留），或带 ms、s、m、h、d 的数字，例如 365d"),
        ("a number above 0 with KiB, MiB or GiB behind it, such as 64MiB", "大于 0 并带 KiB、MiB 或 GiB 的数字，例如 64MiB"),
        ("never, devices or always", " never（从不）、devices（有设备的账号）或 always（总是）"),
        ("none or tencent-2006", " none 或 tencent-2006"),
        ("true or false", " true 或 false"),
        ("COUNT/DURATION burst COUNT, such as 2/1s burst 20, or off", "次数/时间 burst 次数，例如 2/1s burst 20，或 off"),
        ("printable ASCII", "可打印的 ASCII 字符"),
        ("client codes with commas between them", "以逗号分隔的客户端代码"),
        ("text or json", " text 或 json"),
        ("trace, debug, information, warning, error, critical or none", " trace、debug、information、warning、error、critical 或 none"),
    ];
}
