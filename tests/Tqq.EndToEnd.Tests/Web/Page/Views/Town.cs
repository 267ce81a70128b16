using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// People who have said something to each other, the same in every run: what a view shows of them can be compared with how it looked
/// before.
/// </summary>
public sealed class Town : IAsyncLifetime
{
    private static readonly (uint Uin, string Nick, int Avatar)[] s_others =
        [(52013, "周一不上班", 79), (88001, "小鹿 Fawn", 2), (404404, "Nora Lindqvist", 89), (31415926, "لينا مراد", 95)];

    // Texts of one who wrote much while nobody looked.
    private static readonly string[] s_journey =
    [
        "上车了。", "The dining car has real cups.", "你那边几点？", "窗外全是油菜花。",
        "Here is the timetable again, since you asked: https://example.org/trains/K599?from=武昌&to=包头 and the seat is 14A.",
        "对了，上次说的那个存储卡读卡器我带上了。旧手机里的照片一张都没丢，等到了给你看。", "🚲", "第 7 节车厢没有信号。",
        "GETMSGEX\n  MN=2\n  MT=9,9,\n  UN=88001,88001,", "刚才那段是从那台老客户端抄下来的。", "Twelve hours to go.", "睡了。", "早。",
        "We are past the bridge; the river is all fog.", "到了叫你。", "下车了！", "在出站口等你", "带伞了吗？",
    ];

    // Both directions: in one line, around an address, line by line, and with a mark that would turn what follows it.
    private static readonly string[] s_bothDirections =
    [
        "مرحبا (لينا) – 3 أشياء: خبز, tea, زيت!", "انظر https://example.org/a?b=1&c=2 قبل الساعة 5:30.",
        "English first,\nثم بالعربية (2005)\nand back.",
        "C# ו-C++ ב-2005 (כן)", "a \u202Ereversed\u202C word, and \u202Eone that is never closed",
    ];

    private readonly TemporaryDirectory _directory = new();
    private readonly List<Person> _online = [];

    /// <summary>The server.</summary>
    public LocalServer Server { get; private set; } = null!;

    /// <summary>Who looks.</summary>
    public Person Lin { get; private set; } = null!;

    /// <summary>A friend, with whom Lin talks.</summary>
    public Person Bao { get; private set; } = null!;

    /// <summary>Somebody who has an account and nothing else.</summary>
    public Person Newcomer { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "0", "--rate-message", "off", "--rate-other", "off",
            "--rate-friend", "off", "--registration", "open", "--rate-registration", "off", "--session-timeout", "10h",
            "--announcement-pace", "1000");
        Lin = await AddAsync("anyone", "Lin 林夏", 20051);
        Bao = await AddAsync("anyone", "阿宝 Bao", 10002);
        _online.Add(Bao);
        using var lin = await ApiClient.SignInAsync(Lin);
        using var bao = await ApiClient.SignInAsync(Bao);
        await IntroduceAsync(lin, bao);
        foreach (var (uin, nick, avatar) in s_others)
            await BefriendAsync(lin, await AddAsync("anyone", nick, uin), avatar, $"hi 林夏, {nick}");
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = Bao.Uin });
        await TalkAsync(lin, bao);
        await AskAsync(lin);
        var kettles = await AddAsync("anyone", "Kettles 水壶特价", 60606);
        await lin.AskAsync(HttpMethod.Put, $"people/{kettles.Uin}/block", status: HttpStatusCode.NoContent);
        await lin.AskAsync(HttpMethod.Put, "people/404404/mute", status: HttpStatusCode.NoContent);
        await lin.AskAsync(HttpMethod.Post, "tokens", new { name = "heating 暖气", rights = "send" }, HttpStatusCode.Created);
        await lin.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "Nokia 6230" }, HttpStatusCode.Created);
        await AnnounceAsync("今晚 23:00 服务器重启，约一分钟。", "Tonight at 23:00 the server restarts: https://example.org/status");
        Newcomer = await AddAsync("anyone", "小红", 30001);
        // Two of them are online, with clients of HTTP QQ.
        foreach (var person in _online)
            await person.LoginAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    private static async Task IntroduceAsync(ApiClient lin, ApiClient bao)
    {
        await lin.AskAsync(HttpMethod.Patch, "me",
            new { profile = new { avatar = 100, introduction = "山高月小，水落石出。", city = "Hangzhou" } });
        await bao.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = new
            {
                avatar = 16, introduction = "Trains, tea, 旧电脑", age = 31, sex = "male", bloodType = "O", zodiac = "rabbit", city = "武汉",
            },
        });
    }

    // Faces, and what is said of people, are the same in every run, whatever a new account has.
    private async Task<Person> AddAsync(string whoMayAdd, string nick, uint uin)
    {
        var person = await Server.AddPersonAsync(whoMayAdd, nick, uin);
        using var answer = await Server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}",
            new { fields = new Dictionary<string, string> { ["FC"] = "0", ["SX"] = "0" } });
        Assert.True(answer.IsSuccessStatusCode);
        return person;
    }

    private async Task BefriendAsync(ApiClient lin, Person other, int avatar, string text)
    {
        using var friend = await ApiClient.SignInAsync(other);
        await friend.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar } });
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await SayAsync(friend, 20051, text);
        switch (other.Uin)
        {
            case 88001:
                foreach (var line in s_journey.Take(s_journey.Length / 2))
                    await SayAsync(friend, 20051, line);
                await ReadAsync(lin, other.Uin);
                foreach (var line in s_journey.Skip(s_journey.Length / 2))
                    await SayAsync(friend, 20051, line);
                break;
            case 31415926:
                foreach (var line in s_bothDirections)
                    await SayAsync(friend, 20051, line);
                await SayAsync(lin, other.Uin, "شكراً لينا, see you at 5:30!");
                await ReadAsync(lin, other.Uin);
                break;
            case 404404:
                await friend.AskAsync(HttpMethod.Patch, "me", new
                {
                    profile = new
                    {
                        realName = "Nora Kristina Lindqvist-Oyelaran", age = 47, sex = "female", constellation = "sagittarius",
                        zodiac = "horse", bloodType = "AB", school = "Kungliga Tekniska högskolan", job = "Translator 翻译",
                        country = "Sverige", province = "Uppsala län", city = "Uppsala", address = "Sysslomansgatan 9, 2 tr",
                        postcode = "753 11",
                        email = "nora.lindqvist.translations@mail.example.org", phone = "+46 18 555 01 23", mobile = "13612345678",
                        homePage = "https://example.org/~nora/translations/2005/index.html",
                        introduction = "I answer slowly and at length.\n慢慢回，长长写。",
                    },
                });
                break;
            default:
                _online.Add(other);
                break;
        }
    }

    // Somebody asks Lin, and Lin asks others, of whom one says no.
    private async Task AskAsync(ApiClient lin)
    {
        using var asker = await ApiClient.SignInAsync(await AddAsync("verify", "代购小妹", 9_900_017));
        await asker.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar = 41 } });
        await lin.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoMayAdd = "verify" } });
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = Lin.Uin, words = "我是小妹，上次的书到了。" });
        var oskar = await AddAsync("verify", "Oskar", 700_700);
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = oskar.Uin, words = "hi" });
        var petra = await AddAsync("verify", "Petra", 800_800);
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = petra.Uin, words = "上次在夜车上见过。" });
        using var refuser = await ApiClient.SignInAsync(petra);
        await refuser.AskAsync(HttpMethod.Post, $"requests/in/{Lin.Uin}/refuse", new { reason = "不认识你" }, HttpStatusCode.NoContent);
    }

    private async Task AnnounceAsync(params string[] texts)
    {
        foreach (var text in texts)
        {
            using var answer = await Server.AdminAsync(HttpMethod.Post, "announcements", new { text, to = "all" });
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            while ((await Server.GetAsync("announcements")).GetProperty("announcements")[0].GetProperty("state").GetString() != "done") { }
        }
    }

    private static async Task TalkAsync(ApiClient lin, ApiClient bao)
    {
        await SayAsync(bao, 20051, "hi ,");
        await SayAsync(bao, 20051, "服务器修好了吗？ It was at https://example.org/status?a=1&b=2 all day.");
        await SayAsync(lin, 10002, "修好了。for (int i = 0; i < 3; i++)\n    blink(i);");
        await SayAsync(lin, 10002, string.Concat(Enumerable.Repeat("长的一段话要分成几段送到旧客户端那里去。", 12)));
        await SayAsync(bao, 20051, "👍");
        await SayAsync(bao, 20051, "مرحبا، كيف الحال؟ fine");
        await ReadAsync(lin, 10002);
    }

    /// <summary>Reads a conversation to its end: whoever looks at it first would be shown what is new in it, and nobody after.</summary>
    internal static async Task ReadAsync(ApiClient lin, uint peer)
    {
        var newest = await lin.AskAsync(HttpMethod.Get, $"conversations/{peer}/messages?limit=1");
        await lin.AskAsync(HttpMethod.Post, $"conversations/{peer}/read",
            new { through = newest.GetProperty("messages")[0].GetProperty("id").GetString() }, HttpStatusCode.NoContent);
    }

    /// <summary>Sends a text.</summary>
    internal static async Task SayAsync(ApiClient from, uint to, string text) =>
        await from.AskAsync(HttpMethod.Post, $"conversations/{to}/messages", new { text }, HttpStatusCode.Created);
}
