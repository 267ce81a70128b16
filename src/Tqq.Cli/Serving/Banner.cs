using System.Net;
using Tqq.Cli.Terminal;
using Tqq.Server.Hosting;
using Tqq.Server.Storage;

namespace Tqq.Cli.Serving;

/// <summary>What `tqq serve` says when it is ready: where it listens, where the data is, what to type next.</summary>
internal static class Banner
{
    public static async Task ShowAsync(TqqServer server, TerminalOutput console, CancellationToken cancellationToken)
    {
        var data = server.Data == Surroundings.Current.FullPath("./tqq-data") ? "" : $" --data {Quote(server.Data)}";
        foreach (var endpoint in server.Wire)
            console.Line($"HTTP QQ    {endpoint.Url}");
        console.Line($"admin API  {server.Web.Url}admin/api/v1  (token in {Path.Combine(server.Data, "admin.json")})");
        console.Line($"data       {server.Data}");
        console.Line();
        console.Line(await IsEmptyAsync(server, cancellationToken)
            ? $"There is no account yet. In another terminal:  ./tqq account add 10001 --nick Anna --random-password{data}"
            : $"Ready. To see the accounts, in another terminal:  ./tqq account list{data}");
        console.Line("Stop with Ctrl-C.");

        foreach (var endpoint in server.Wire.Append(server.Web).Where(endpoint => !endpoint.IsTls && !IPAddress.IsLoopback(endpoint.Address.Address)))
            console.Warn($"warning: {endpoint} is open to the network without TLS (tls:// before it, with --tls-cert and --tls-key, turns it on): whoever is on the way can read passwords (the MD5 on the wire is as good as the password), tokens and messages");
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

    private static string Quote(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"'{path}'" : path;
}
