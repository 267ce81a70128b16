// An empty GetMsgEx on keep-alive connections: Tqq against a bare Kestrel ConnectionHandler, in turn, in one run.
//   bench/run
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Tqq.Bench;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

const int Rounds = 5;
var data = Directory.CreateTempSubdirectory("tqq-bench-").FullName;
var builder = WebApplication.CreateEmptyBuilder(new());
IPEndPoint? bare = null;
Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions? opened = null;
builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
{
    listen.UseConnectionHandler<BareHandler>();
    opened = listen;
}));
await using var app = builder.Build();
await app.StartAsync();
bare = opened!.IPEndPoint!;

var flags = new Dictionary<string, string> { ["data"] = Path.Combine(data, "data"), ["listen"] = "127.0.0.1:0", ["web"] = "127.0.0.1:0", ["rate-other"] = "off" };
await using (var server = await TqqServer.StartAsync(SettingReader.Read(flags, new System.Collections.Hashtable(), null, _ => { }), TimeProvider.System, default))
{
    var md5 = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes("bench")));
    foreach (var uin in Load.Uins)
    {
        await server.Accounts.CreateAsync(new(new Uin((uint)uin), Profile.Named("bench"), AccountSettings.Default, true, DateTimeOffset.UtcNow), "bench", default);
        using var http = new System.Net.Sockets.TcpClient();
        await http.ConnectAsync(server.Wire[0]);
        await http.GetStream().WriteAsync(Load.Post($"VER=1.1&CMD=Login&SEQ=1&UIN={uin}&PS={md5}&M5=1&LC=9326B87B234E7235"));
        _ = await http.GetStream().ReadAsync(new byte[1024]);
    }

    var time = TimeSpan.FromSeconds(3);
    await Load.PollAsync(bare, time);
    await Load.PollAsync(server.Wire[0], time);
    var ratios = new List<double>();
    Console.WriteLine("round  tqq/s    bare/s   ratio");
    for (var round = 1; round <= Rounds; round++)
    {
        var tqq = await Load.PollAsync(server.Wire[0], time);
        var limit = await Load.PollAsync(bare, time);
        ratios.Add(tqq / limit);
        Console.WriteLine($"{round}      {tqq,7:F0}  {limit,7:F0}  {tqq / limit:F2}");
    }

    Console.WriteLine($"median ratio {ratios.Order().ElementAt(Rounds / 2):F2}");
}

Directory.Delete(data, recursive: true);
