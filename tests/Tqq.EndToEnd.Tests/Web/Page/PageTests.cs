using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Page;

/// <summary>The page at `/`, in a real browser.</summary>
public sealed class PageTests
{
    [Fact]
    public async Task Somebody_signs_in_and_talks_with_a_client_of_HTTP_QQ()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "阿宝 Bao"));
        await browser.SignInAsync(me);

        await browser.GoAsync($"chat/{other.Uin}");
        await browser.WaitForAsync(".bar h1", "阿宝 Bao");
        await browser.Page.TypeAsync("#text", "hi 你好");
        await browser.Page.Keyboard.PressAsync("Enter");
        await browser.WaitForAsync(".meta.ok", "On the server");
        Assert.Equal([$"9 {me.Uin} hi 你好 "], await other.FetchAsync());

        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG=I see it"));
        await browser.WaitForAsync(".group:not(.mine) .msg", "I see it");
        Assert.Empty(await browser.ComplaintsAsync());
    }

    [Fact]
    public async Task What_others_write_is_text_and_nothing_else()
    {
        const string markup =
            "<img src=x onerror=\"document.title='got'\"><script>document.title='got'</script> javascript:alert(1) https://a.example/?q=<b>";
        using var directory = new TemporaryDirectory();
        await using var server = await LocalServer.StartAsync(directory.At("data"));
        await using var browser = await PageBrowser.OpenAsync(server);
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync(nick: "<b onclick=x>\"'&amp;"));
        await browser.SignInAsync(me);
        Assert.Equal("0&", await other.ResultAsync("CLTMSG", $"&UN={me.Uin}&MG={markup}"));
        await browser.GoAsync($"chat/{other.Uin}");

        await browser.WaitForAsync(".group .msg", "onerror");
        Assert.Equal(markup, (await browser.ReadAsync(".group .msg")).Trim());
        Assert.Equal("<b onclick=x>\"'&amp;", await browser.ReadAsync(".bar h1"));
        Assert.Equal(["A https://a.example/?q= _blank noopener noreferrer nofollow"], await browser.Page.EvaluateExpressionAsync<string[]>(
            "[...document.querySelectorAll('.msg *')].map(one => `${one.tagName} ${one.href} ${one.target} ${one.rel}`)"));
        Assert.Empty(await browser.ComplaintsAsync());
    }
}
