using System.Collections.Immutable;
using System.Net;
using Tqq.Cli.Language;
using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Storage;
using Tqq.Server.Web.Api;

namespace Tqq.Cli.Serving;

/// <summary>What `tqq serve` says when it is ready: where it listens, where the data is, what to type next.</summary>
internal static class Banner
{
    /// <param name="server">What is ready.</param>
    /// <param name="api">How people come to the web port, and whether it takes passwords of other machines by plain http.</param>
    /// <param name="console">Where it is said.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task ShowAsync(TqqServer server, ApiOptions api, TerminalOutput console, CancellationToken cancellationToken)
    {
        var token = Path.Combine(server.Data, "admin.json");
        var data = server.Data == DataDirectoryOption.Resolve(null) ? "" : $" --data {CommandHint.Quoted(server.Data)}";
        var own = OwnAddresses.List();
        foreach (var endpoint in server.Wire)
            ShowAddresses("HTTP QQ    ", endpoint, own, console);
        var web = Localized.Of("web page   ", "网页       ");
        if (api.PublicUrl is { } known)
            console.Line($"{web}{known}/");
        else
            ShowAddresses(web, server.Web, own, console);
        console.Line(Localized.Of("admin API  ", "管理接口   ") + $"{server.Web.Url}admin/api/v1  "
            + Localized.Of($"(token in {token})", $"（令牌在 {token}）"));
        if (server.Metrics is { } metrics)
            console.Line(Localized.Of("metrics    ", "指标       ") + $"{metrics.Url}metrics");
        console.Line(Localized.Of("data       ", "数据       ") + server.Data);
        console.Line();
        console.Line(await IsEmptyAsync(server, cancellationToken)
            ? Localized.Of(
                $"There is no account yet. In another terminal:  {Localized.Program} account add 10001 --nick Anna --random-password{data}",
                $"还没有账号。请在另一个终端中输入：  {Localized.Program} account add 10001 --nick Anna --random-password{data}")
            : Localized.Of($"Ready. To see the accounts, in another terminal:  {Localized.Program} account list{data}",
                $"已就绪。要查看账号，请在另一个终端中输入：  {Localized.Program} account list{data}"));
        await SayFirstAsync(server, console, data, cancellationToken);
        console.Line(Localized.Of("Stop with Ctrl-C.", "按 Ctrl-C 停止。"));

        foreach (var endpoint in server.Wire.Append(server.Web).Where(endpoint =>
            !endpoint.IsTls && !IPAddress.IsLoopback(endpoint.Address.Address)))
        {
            var tls = Localized.Of(
                "(tls:// before it, with --tls-cert and --tls-key, turns it on)", "（在前面加 tls:// 并给出 --tls-cert 和 --tls-key 即可启用）");
            console.Warn(endpoint == server.Web && !api.AllowsPlain
                ? Localized.Of(
                    $"warning: {endpoint} is open to the network without TLS {tls}: from other machines nobody can sign in there, because passwords come by https only; in a network that you trust, --web-plain true lets them come",
                    $"警告：{endpoint} 未用 TLS 就对网络开放{tls}：密码只能经 https 传来，因此其他机器无法在此登录；在可信的网络中可用 --web-plain true 放行")
                : Localized.Of(
                    $"warning: {endpoint} is open to the network without TLS {tls}: whoever is on the way can read passwords (the MD5 on the wire is as good as the password), tokens and messages",
                    $"警告：{endpoint} 未用 TLS 就对网络开放{tls}：途经者可读取密码（线上的 MD5 等同于密码）、令牌和消息"));
        }
    }

    // Each on a line of its own, below the first.
    private static void ShowAddresses(string heading, ListenEndpoint endpoint, ImmutableArray<IPAddress> own, TerminalOutput console)
    {
        console.Line(heading + endpoint.Url);
        foreach (var url in endpoint.UrlsElsewhere(own))
            console.Line("           " + url);
    }

    // The link makes its reader the administrator: it is for the person at the terminal, and for no file that the output goes to.
    private static async Task SayFirstAsync(TqqServer server, TerminalOutput console, string data, CancellationToken cancellationToken)
    {
        try
        {
            if (console.IsTerminal && await server.LinkForFirstAsync(cancellationToken) is { } link)
            {
                console.Line(Localized.Of("There is no administrator yet. Within half an hour, this link makes you one:",
                    "还没有管理员。半小时内可用此链接成为管理员："));
                // On a line of its own, so that a narrow terminal does not break it in two.
                console.Line("  " + link);
            }
            else if (!await server.HasAdministratorAsync(cancellationToken))
                console.Line(Localized.Of(
                    $"There is no administrator yet. A link that makes one:  {Localized.Program} admin link{data}",
                    $"还没有管理员。获取成为管理员的链接：  {Localized.Program} admin link{data}"));
        }
        catch (StoreDamagedException)
        {
            // The log names it.
        }
    }

    private static async Task<bool> IsEmptyAsync(TqqServer server, CancellationToken cancellationToken)
    {
        try
        {
            return await server.Accounts.CountAsync(cancellationToken) == 0;
        }
        catch (StoreDamagedException)
        {
            // The log names it. Whoever has something to damage has accounts.
            return false;
        }
    }
}
