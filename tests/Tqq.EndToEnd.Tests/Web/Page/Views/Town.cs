using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page.Views;

/// <summary>
/// People who have said something to each other, the same in every run: what a view shows of them can be compared with how it looked
/// before.
/// </summary>
public sealed class Town : IAsyncLifetime
{
    private static readonly (uint Uin, string Nick, int Avatar)[] s_others =
        [(52013, "周一不上班", 79), (88001, "小鹿 Fawn", 2), (404404, "Nora Lindqvist", 89), (31415926, "لينا مراد", 95)];

    private readonly TemporaryDirectory _directory = new();

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
            "--rate-friend", "off", "--registration", "open", "--rate-registration", "off");
        Lin = await Server.AddPersonAsync("anyone", "Lin 林夏", 20051);
        Bao = await Server.AddPersonAsync("anyone", "阿宝 Bao", 10002);
        Newcomer = await Server.AddPersonAsync("anyone", "小红", 30001);
        using var lin = await ApiClient.SignInAsync(Lin);
        using var bao = await ApiClient.SignInAsync(Bao);
        await lin.AskAsync(HttpMethod.Patch, "me",
            new { profile = new { avatar = 100, introduction = "山高月小，水落石出。", city = "Hangzhou" } });
        await bao.AskAsync(HttpMethod.Patch, "me", new
        {
            profile = new
            {
                avatar = 16, introduction = "Trains, tea, 旧电脑", age = 31, sex = "male", bloodType = "O", zodiac = "rabbit", city = "武汉",
            },
        });
        foreach (var (uin, nick, avatar) in s_others)
            await BefriendAsync(lin, await Server.AddPersonAsync("anyone", nick, uin), avatar, $"hi 林夏, {nick}");
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = Bao.Uin });
        await TalkAsync(lin, bao);
        using var asker = await ApiClient.SignInAsync(await Server.AddPersonAsync("verify", "代购小妹", 9_900_017));
        await asker.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar = 41 } });
        await lin.AskAsync(HttpMethod.Patch, "me", new { settings = new { whoMayAdd = "verify" } });
        await asker.AskAsync(HttpMethod.Post, "friends", new { uin = Lin.Uin, words = "我是小妹，上次的书到了。" });
        var oskar = await Server.AddPersonAsync("verify", "Oskar", 700_700);
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = oskar.Uin, words = "hi" });
        await lin.AskAsync(HttpMethod.Post, "tokens", new { name = "heating 暖气", rights = "send" }, HttpStatusCode.Created);
        await lin.AskAsync(HttpMethod.Post, "me/app-passwords", new { name = "Nokia 6230" }, HttpStatusCode.Created);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _directory.Dispose();
    }

    private static async Task BefriendAsync(ApiClient lin, Person other, int avatar, string text)
    {
        using var friend = await ApiClient.SignInAsync(other);
        await friend.AskAsync(HttpMethod.Patch, "me", new { profile = new { avatar } });
        await lin.AskAsync(HttpMethod.Post, "friends", new { uin = other.Uin });
        await SayAsync(friend, 20051, text);
    }

    private static async Task TalkAsync(ApiClient lin, ApiClient bao)
    {
        await SayAsync(bao, 20051, "hi ,");
        await SayAsync(bao, 20051, "服务器修好了吗？ It was at https://example.org/status?a=1&b=2 all day.");
        await SayAsync(lin, 10002, "修好了。for (int i = 0; i < 3; i++)\n    blink(i);");
        await SayAsync(lin, 10002, string.Concat(Enumerable.Repeat("长的一段话要分成几段送到旧客户端那里去。", 12)));
        await SayAsync(bao, 20051, "👍");
        await SayAsync(bao, 20051, "مرحبا، كيف الحال؟ fine");
        // Whoever looks at it first would be shown what is new in it, and nobody after.
        var newest = await lin.AskAsync(HttpMethod.Get, "conversations/10002/messages?limit=1");
        await lin.AskAsync(HttpMethod.Post, "conversations/10002/read",
            new { through = newest.GetProperty("messages")[0].GetProperty("id").GetString() }, HttpStatusCode.NoContent);
    }

    private static async Task SayAsync(ApiClient from, uint to, string text) =>
        await from.AskAsync(HttpMethod.Post, $"conversations/{to}/messages", new { text }, HttpStatusCode.Created);
}
