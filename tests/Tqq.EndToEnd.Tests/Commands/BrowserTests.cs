using System.Net;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>
/// A page of another origin, in a real browser on the machine of somebody with a legacy session, says things in their name: by a `no-cors`
/// POST, by one that the browser asks no permission for, and by a form (protocol.md §1.2).
/// </summary>
[LongRun]
public sealed class BrowserTests
{
    private const string Page = """
        <!doctype html>
        <body>
        <script>
          const asked = new URLSearchParams(location.search), target = asked.get('target');
          const text = (seq, words) => `VER=1.1&CMD=CLTMSG&SEQ=${seq}&UIN=${asked.get('me')}&UN=${asked.get('other')}&MG=${words}`;
          const form = () => new Promise(done => {
            document.body.insertAdjacentHTML('beforeend', `<iframe name="into"></iframe><form method="post" enctype="text/plain" target="into" action="${target}"><input></form>`);
            const input = document.querySelector('input');
            [input.name, input.value] = text(9003, 'form').split(/=(?=form)/);
            document.querySelector('iframe').onload = done;
            document.querySelector('form').submit();
          });
          const xhr = () => new Promise(done => {
            const request = new XMLHttpRequest();
            request.onloadend = done;
            request.open('POST', target);
            request.send(text(9002, 'xhr'));
          });
          fetch(target, { method: 'POST', mode: 'no-cors', body: text(9001, 'fetch') }).catch(() => {}).then(xhr).then(form).then(() => fetch('/done'));
        </script>
        """;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_page_of_another_origin_cannot_act_in_a_legacy_session_unless_it_is_named(bool isNamed)
    {
        if (!Browser.IsThere)
            Assert.Skip("chromium is not installed");
        using var directory = new TemporaryDirectory();
        await using var browser = await Browser.StartAsync(Page);
        string[] named = isNamed ? ["--browser-origins", browser.Origin] : [];
        await using var server = await RunningServer.StartAsync(directory.At("data"), ["--log-wire", .. named]);
        var (me, other) = (await server.AddPersonAsync(), await server.AddOnlineAsync());
        me.From = IPAddress.Loopback;
        Assert.Contains("RS=0", await me.LoginAsync(), StringComparison.Ordinal);

        await browser.VisitAsync($"target={Uri.EscapeDataString($"http://127.0.0.1:{server.Wire.Port}/")}&me={me.Uin}&other={other.Uin}");
        Assert.Equal(isNamed ? [$"9 {me.Uin} fetch ", $"9 {me.Uin} xhr ", $"9 {me.Uin} form "] : [], await other.FetchAsync());
        // All three have been there.
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
        await server.TerminateAsync();
        Assert.Equal(isNamed ? 0 : 3, server.Errors.Count(line => line.Contains("--browser-origins", StringComparison.Ordinal)));
    }
}
