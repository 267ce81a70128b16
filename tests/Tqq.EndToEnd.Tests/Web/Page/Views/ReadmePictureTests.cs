using System.Net;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// The two pictures of README: a conversation, and the list on a phone. With PICTURES=write in the environment they are written to
/// `docs/pictures`; otherwise they are only made.
/// </summary>
[LongRun]
public sealed class ReadmePictureTests : IAsyncLifetime
{
    private const uint Lin = 20051;

    // Who has had the last word longest ago comes first. Lin has read all but what the last two have said.
    private static readonly (uint Uin, string Nick, int Avatar, bool IsOnline, string[] Says)[] s_others =
    [
        (36791785, "温故", 132, false, ["明天还去图书馆吗？", "好的，晚点再说"]),
        (404404, "Nora Lindqvist", 87, false, ["Thanks! The curl line was all I needed."]),
        (814526, "Tomás", 45, true, ["The C64 answers GETMSGEX now. Slowly."]),
        (31415926, "Raspberry π", 93, true, ["T=23.4 H=61 lux=880"]),
        (52013, "周一不上班", 78, false, ["头像换成 91 号那个吧哈哈"]),
        (88001, "小鹿 Fawn", 0, true, ["hi , 你那边也能收到吗？"]),
    ];

    // Between Bao and Lin, in turns.
    private static readonly string[] s_talk =
    [
        "旧手机找到了，电池居然还能充 😂", "Which number did you give it?",
        "10002 呀。登录没问题，列表也来了，但是中文名字全是方块。是编码不对吗？",
        "Most likely the phone draws the list with a font that has no Chinese. Put a bitmap font next to the jar and point FNT= at it. "
            + "Twelve by twelve is enough.",
        "成了！列表里的名字一下子全出来了。我量了一下：登录一次 412 字节，拉一次消息 180 字节左右，聊一晚上大概几分钱。",
        "🎉🎉", "好，周末带过去给你看", "周六下午三点，老地方",
    ];

    private readonly TemporaryDirectory _directory = new();

    private LocalServer Server { get; set; } = null!;

    private Person Me { get; set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Server = await LocalServer.StartAsync(_directory.At("data"), "--penalty", "0", "--rate-message", "off", "--rate-other", "off",
            "--rate-friend", "off", "--session-timeout", "10h", "--announcement-pace", "1000");
        Me = await Server.AddPersonAsync("verify", "Lin 林夏", Lin);
        using var lin = await ApiClient.SignInAsync(Me);
        await lin.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar = 99 } });
        foreach (var (uin, nick, avatar, isOnline, says) in s_others)
        {
            using var other = await BefriendAsync(lin, uin, nick, avatar, isOnline);
            foreach (var text in says)
                await Town.SayAsync(other, Lin, text);
            if (uin == 404404)
                await Town.SayAsync(lin, uin, "Any time. Say hi to the heating from me.");
            if (uin is not (52013 or 88001))
                await Town.ReadAsync(lin, uin);
        }

        using var asker = await ApiClient.SignInAsync(await Server.AddPersonAsync("verify", "小满", 9900017));
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = Lin, words = "我是上次修收音机的小满。" });
        await AnnounceAsync("今晚 23:00 服务器重启，约一分钟。");
        using var bao = await BefriendAsync(lin, 10002, "阿宝 Bao", 15, isOnline: true);
        foreach (var (at, text) in s_talk.Index())
            await (at % 2 == 0 ? Town.SayAsync(bao, Lin, text) : Town.SayAsync(lin, 10002, text));
        await Town.ReadAsync(lin, 10002);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    [Theory]
    [InlineData("conversation", "chat/10002", 1280, "light", "en")]
    [InlineData("phone", "", 390, "dark", "zh")]
    public async Task The_page_shows_what_README_says_of_it(string name, string view, int width, string theme, string language)
    {
        await using var browser = await PageBrowser.OpenAsync(Server, width);
        await browser.Page.SetViewportAsync(new() { Width = width, Height = ViewSetting.Height });
        await browser.Page.EvaluateFunctionAsync("""
            (theme, language) => {
              localStorage.setItem('tqq.theme', theme);
              localStorage.setItem('tqq.language', language);
            }
            """, theme, language);
        await browser.Page.ReloadAsync();
        await browser.SignInAsync(Me);
        await browser.GoAsync(view);
        await browser.WaitForAsync(".list .row .name", "阿宝 Bao");
        if (view.Length > 0)
            await browser.WaitForAsync(".talk .msg", s_talk[^1]);
        await browser.WaitUntilAsync("() => [...document.images].every(one => one.complete)");
        var picture = await browser.Page.ScreenshotDataAsync();
        Assert.Empty(await browser.ComplaintsAsync());
        if (Environment.GetEnvironmentVariable("PICTURES") == "write")
            await File.WriteAllBytesAsync(Path.Combine(Repository.Root, "docs", "pictures", $"{name}.png"), picture,
                TestContext.Current.CancellationToken);
    }

    private async Task<ApiClient> BefriendAsync(ApiClient lin, uint uin, string nick, int avatar, bool isOnline)
    {
        var person = await Server.AddPersonAsync("anyone", nick, uin);
        var other = await ApiClient.SignInAsync(person);
        await other.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar } });
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin });
        if (isOnline)
            await person.LoginAsync();
        return other;
    }

    private async Task AnnounceAsync(string text)
    {
        using var answer = await Server.AdminAsync(HttpMethod.Post, "announcements", new { text, to = "all" });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        while ((await Server.GetAsync("announcements")).GetProperty("announcements")[0].GetProperty("state").GetString() != "done")
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
    }
}
