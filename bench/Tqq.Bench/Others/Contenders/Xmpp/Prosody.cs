using Tqq.Bench.Others.Daemons;

namespace Tqq.Bench.Others.Contenders.Xmpp;

/// <summary>Prosody with its own files as storage, which is its default.</summary>
internal sealed class Prosody() : XmppContender("Prosody", "prosody",
    "Nothing is flushed with fsync. What goes to a receiver who is there is never written; what goes to the offline store is in the kernel's hands.", "/http-bind")
{
    public override async Task StartAsync(string directory, int accounts)
    {
        Server = Daemon.FreePort();
        var users = Directory.CreateDirectory(Path.Combine(directory, "data", "localhost", "accounts")).FullName;
        for (var account = 0; account < accounts; account++)
            await File.WriteAllTextAsync(Path.Combine(users, User(account) + ".dat"), $"return {{ [\"password\"] = \"{Password}\" }};\n");
        var config = Path.Combine(directory, "prosody.cfg.lua");
        await File.WriteAllTextAsync(config, $$"""
            data_path = "{{directory}}/data"
            pidfile = "{{directory}}/prosody.pid"
            log = { error = "*console" }
            modules_enabled = { "roster", "saslauth", "bosh" }
            modules_disabled = { "s2s" }
            authentication = "internal_plain"
            allow_unencrypted_plain_auth = true
            c2s_require_encryption = false
            consider_bosh_secure = true
            c2s_ports = { }
            https_ports = { }
            http_ports = { {{Server.Port}} }
            http_interfaces = { "127.0.0.1" }
            network_settings = { tcp_backlog = 4096 }
            VirtualHost "localhost"
            """);
        await Daemon.RunAsync("chown", "-R", "prosody:prosody", directory);
        Daemon = await Daemon.StartAsync(directory, Server, Daemon.As("prosody", ["prosody", "-F", "--config", config]));
    }
}
