using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using OtpNet;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page.Views.Admin;

/// <summary>
/// A server with accounts, sessions, invitations and acts of administrators, the same in every run: its calendar stands still. Tests look
/// at it in sessions that were opened beforehand, and change nothing.
/// </summary>
public sealed class AdminTown : IAsyncLifetime
{
    /// <summary>When it is looked at.</summary>
    public static readonly DateTimeOffset Now = new(2026, 5, 28, 14, 2, 0, TimeSpan.Zero);

    private static readonly (uint Uin, string Nick, int Face)[] s_others =
    [
        (52013, "周一不上班", 237), (88001, "小鹿 Fawn", 6), (404_404, "Nora Lindqvist", 267),
        (31_415_926, "لينا مراد", 285), (700_700, "Wolfeschlegelsteinha", 120),
    ];

    private readonly TemporaryDirectory _directory = new();
    private readonly StandingCalendar _calendar = new();
    private readonly List<IDisposable> _open = [];

    /// <summary>The server.</summary>
    public LocalServer Server { get; private set; } = null!;

    /// <summary>The cookie of an administrator with all rights.</summary>
    public string FullCookie { get; private set; } = "";

    /// <summary>The cookie of one who only reads.</summary>
    public string ReaderCookie { get; private set; } = "";

    /// <summary>The settings in force, with a data directory that is the same in every run.</summary>
    public string Settings { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        _calendar.Now = Now.AddDays(-25);
        Server = await LocalServer.StartAsync(_directory.At("data"), _calendar, "--penalty", "0", "--registration", "invite",
            "--session-timeout", "10h", "--rate-other", "off", "--log-quota", "2GiB", "--announcement-pace", "1000");
        var lin = await Server.AddPersonAsync("anyone", "Lin 林夏", 20051);
        var reader = await Server.AddPersonAsync("verify", "陈明", 20077);
        await AdminBrowser.AppointAsync(lin);
        await AdminBrowser.AppointAsync(reader, "read-only");
        using var admin = new AdminBrowser(Server, lin.From);
        await admin.SignInAsync(lin);
        await admin.AskAsync(HttpMethod.Post, "session/confirm", new { password = lin.Password });
        FullCookie = admin.Cookie!;
        using var second = new AdminBrowser(Server, reader.From);
        await second.SignInAsync(reader);
        await second.AskAsync(HttpMethod.Post, "session/confirm", new { password = reader.Password });
        var secret = (await second.AskAsync(HttpMethod.Post, "totp")).GetProperty("secret").GetString()!;
        await second.AskAsync(HttpMethod.Post, "totp/on",
            new { code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(_calendar.Now.UtcDateTime) });
        ReaderCookie = second.Cookie!;
        await SettleAsync(admin);
        await RunAsync(admin);
        _calendar.Now = Now;
        Settings = (await admin.AskAsync(HttpMethod.Get, "settings")).GetRawText()
            .Replace(_directory.At("data"), "/var/lib/tqq", StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        _open.ForEach(one => one.Dispose());
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    // People come: by the administrator and by invitations.
    private async Task SettleAsync(AdminBrowser admin)
    {
        var bao = await Server.AddPersonAsync("anyone", "阿宝 Bao", 10002);
        await bao.LoginAsync();
        foreach (var (uin, nick, _) in s_others)
            await Server.AddPersonAsync("verify", nick, uin);
        foreach (var (uin, _, face) in s_others)
            await admin.AskAsync(HttpMethod.Patch, $"accounts/{uin}",
                new { fields = new Dictionary<string, string> { ["FC"] = face.ToString(CultureInfo.InvariantCulture) } });
        await InviteAsync(admin, "Grandma 奶奶", uses: 1, days: 3);
        var code = await InviteAsync(admin, "Once", uses: 1, days: null);
        await RegisterAsync(code, 60_123, "小红");
        await InviteAsync(admin, "高一（3）班 and their parents", uses: 60, days: 300);
        await admin.AskAsync(HttpMethod.Delete, "accounts/60123", status: HttpStatusCode.NoContent);
        await admin.AskAsync(HttpMethod.Post, "reserved-numbers", new { from = 50_000, to = 50_999, note = "staff" },
            HttpStatusCode.Created);
        await admin.AskAsync(HttpMethod.Post, "reserved-numbers", new { from = 88_888_888, note = "吉利号" }, HttpStatusCode.Created);
    }

    // What has happened since.
    private async Task RunAsync(AdminBrowser admin)
    {
        _calendar.Now = Now.AddDays(-5);
        await AnnounceAsync(admin, "今晚 23:00 服务器重启，约一分钟。 Tonight at 23:00 the server restarts; it takes about a minute.");
        await admin.AskAsync(HttpMethod.Post, "backups", status: HttpStatusCode.Accepted);
        while ((await admin.AskAsync(HttpMethod.Get, "backups")).Text("running").Length > 0) { }
        _calendar.Now = Now.AddHours(-3);
        var key = new Person(Server, 52013, (await PasswordAsync(admin, 52013))!);
        await key.LoginAsync("&SK=?");
        _open.Add(await ApiClient.SignInAsync(new(Server, 88001, (await PasswordAsync(admin, 88001))!)));
        await admin.AskAsync(HttpMethod.Post, "accounts/404404/disable", new { reason = "广告 advertises kettles" },
            HttpStatusCode.NoContent);
        await admin.RefusalAsync(HttpMethod.Delete, "accounts/20051");
        await AnnounceAsync(admin, "مرحبا، تعود الخدمة الآن", "online");
    }

    private static async Task<string?> PasswordAsync(AdminBrowser admin, uint uin) =>
        (await admin.AskAsync(HttpMethod.Post, $"accounts/{uin}/password")).GetProperty("password").GetString();

    private static async Task<string> InviteAsync(AdminBrowser admin, string name, int uses, int? days) =>
        (await admin.AskAsync(HttpMethod.Post, "invitations", new { name, uses, days }, HttpStatusCode.Created)).Text("code");

    private async Task RegisterAsync(string invitation, uint uin, string nick)
    {
        using var http = new HttpClient { BaseAddress = Server.Web };
        using var answer = await http.PostAsJsonAsync("api/v1/registration",
            new { uin, nick, password = "correct horse battery", invitation }, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private static async Task AnnounceAsync(AdminBrowser admin, string text, string to = "all")
    {
        await admin.AskAsync(HttpMethod.Post, "announcements", new { text, to }, HttpStatusCode.Created);
        while ((await admin.AskAsync(HttpMethod.Get, "announcements")).Each("announcements", "state")[0] != "done") { }
    }
}
