using System.Globalization;
using Tqq.Bench.Others.Daemons;
using Tqq.Bench.Others.Sockets;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>
/// ejabberd with Mnesia as storage, which is its default. Its accept backlog is larger than the default,
/// with which it stalls under this load.
/// </summary>
/// <param name="throughHttp">
/// Whether senders call `send_message` of its HTTP API, not XMPP. It trusts the address that they come from: no password costs it anything.
/// </param>
internal sealed class Ejabberd(bool throughHttp = false) : XmppContender(
    throughHttp ? "ejabberd, through its HTTP API" : "ejabberd",
    "ejabberd",
    throughHttp ? "As ejabberd." : Promised,
    "/bosh")
{
    private const string Promised =
        "Answers before anything is written. What goes to the offline store is in Mnesia's log some time later, not flushed with fsync before any answer.";

    /// <summary>Whether its senders call the HTTP API.</summary>
    public bool IsThroughHttp => throughHttp;

    public override async Task<ISender> SenderAsync(int account) =>
        throughHttp ? new EjabberdApiSender(await HttpLink.OpenAsync(Server), User(account)) : await base.SenderAsync(account);

    public override async Task StartAsync(string directory, int accounts)
    {
        Server = Daemon.FreePort();
        var control = Daemon.FreePort();
        var config = Path.Combine(directory, "ejabberd.yml");
        await File.WriteAllTextAsync(config, $$"""
            hosts: [localhost]
            loglevel: error
            auth_method: internal
            auth_password_format: plain
            listen:
              - port: {{Server.Port}}
                ip: "127.0.0.1"
                module: ejabberd_http
                backlog: 4096
                request_handlers:
                  /bosh: mod_bosh
                  /api: mod_http_api
              - port: {{control.Port}}
                ip: "127.0.0.1"
                module: ejabberd_http
                request_handlers:
                  /api: mod_http_api
            api_permissions:
              bench:
                from: mod_http_api
                who:
                  ip: "127.0.0.1"
                what: [register, send_message]
            shaper_rules:
              max_user_offline_messages: infinity
              max_user_sessions: 10
            modules:
              mod_admin_extra: {}
              mod_bosh: {}
              mod_http_api: {}
              mod_offline: {}
              mod_roster: {}
            """);
        await Daemon.RunAsync("chown", "-R", "ejabberd:ejabberd", directory);
        Daemon = await Daemon.StartAsync(directory, Server,
            Daemon.As("ejabberd", ["ejabberdctl", "--config-dir", directory, "--config", config, "--logs", directory, "--spool",
                Path.Combine(directory, "data"),
                "--node", "tqqbench" + Server.Port.ToString(CultureInfo.InvariantCulture) + "@localhost", "foreground"]),
            new Dictionary<string,
                string> { ["ERL_DIST_PORT"] = Daemon.FreePort().Port.ToString(CultureInfo.InvariantCulture), ["HOME"] = directory });
        using var http = new HttpClient();
        for (var account = 0; account < accounts; account++)
        {
            // It understands no chunks, so the length has to be known.
            using var content = new StringContent($$"""{"user":"{{User(account)}}","host":"localhost","password":"{{Password}}"}""", null,
                "application/json");
            using var answer = await http.PostAsync(new Uri($"http://{control}/api/register"), content);
            answer.EnsureSuccessStatusCode();
        }
    }
}
