using Tqq.Bench.Accounts;
using Tqq.Bench.Processes;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;

namespace Tqq.Bench.Pages;

/// <summary>A server in this process, with two accounts of whom one has said much to the other.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    /// <summary>Who looks at the page.</summary>
    public const uint Reader = 20_001;

    /// <summary>Who has said it.</summary>
    public const uint Speaker = 20_002;

    /// <summary>The password of both.</summary>
    public const string Password = "bench";

    private readonly Scratch _scratch;
    private readonly TqqServer _server;

    private PageServer(Scratch scratch, TqqServer server) => (_scratch, _server) = (scratch, server);

    /// <summary>The address of the page.</summary>
    public Uri Address => new(_server.Web.Url);

    /// <summary>Starts it.</summary>
    /// <param name="items">How much was said.</param>
    public static async Task<PageServer> StartAsync(int items)
    {
        var scratch = new Scratch();
        await DeviceMaker.FillAsync(scratch.Data, [Reader, Speaker]);
        if (items > 0)
            await LogMaker.FillAsync(scratch.Data, Reader, Speaker, items);
        var flags = new Dictionary<string, string>
        {
            ["data"] = scratch.Data, ["listen"] = "127.0.0.1:0", ["web"] = "127.0.0.1:0", ["rate-other"] = "off",
        };
        return new(scratch, await TqqServer.StartAsync(SettingReader.Read(flags, new Dictionary<string, string>(), null, _ => { }),
            TimeProvider.System, _ => { }, default));
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _scratch.Dispose();
    }
}
