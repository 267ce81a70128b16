using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Tqq.Bench.Limits;
using Tqq.Bench.Loads;
using Tqq.Bench.Processes;

namespace Tqq.Bench.Quick;

/// <summary>
/// One build of the program as a server with accounts that are logged in; made over its own admin API, because
/// another build's store may look different.
/// </summary>
internal sealed class Version : IAsyncDisposable
{
    /// <summary>How many accounts.</summary>
    public const int Accounts = 32;

    /// <summary>The first of their numbers.</summary>
    public const uint First = 20_001;

    private readonly Scratch _scratch = new();

    private Version(string program, string[] settings)
    {
        string[] listen = settings.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        Server = Child.Program(core: 0, program,
            ["serve", "--data", _scratch.Data, .. listen, "--web", "127.0.0.1:0", .. LimitsBench.WithoutLimits, .. settings]);
    }

    public Child Server { get; }

    /// <summary>Where HTTP QQ is spoken; the last one is the web port.</summary>
    public IReadOnlyList<IPEndPoint> Ports { get; private set; } = [];

    public IPEndPoint Address => Ports[0];

    /// <param name="program">Its `tqq.dll`.</param>
    /// <param name="settings">More settings than usual.</param>
    public static async Task<Version> StartAsync(string program, params string[] settings)
    {
        var version = new Version(program, settings);
        try
        {
            version.Ports = await version.Server.ReadPortsAsync("Ctrl-C");
            await version.FillAsync();
            return version;
        }
        catch
        {
            await version.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _scratch.Dispose();
    }

    /// <summary>Changes an account.</summary>
    /// <param name="uin">Its number.</param>
    /// <param name="edit">What the admin API takes.</param>
    public async Task EditAsync(uint uin, object edit)
    {
        using var admin = await AdminAsync();
        using var answer = await admin.PatchAsJsonAsync($"accounts/{uin}", edit);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<HttpClient> AdminAsync()
    {
        using var access = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(_scratch.Data, "admin.json")));
        var admin = new HttpClient { BaseAddress = new(access.RootElement.GetProperty("address").GetString() + "/admin/api/v1/") };
        admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer",
            access.RootElement.GetProperty("token").GetString());
        return admin;
    }

    private async Task FillAsync()
    {
        using var admin = await AdminAsync();
        for (var uin = First; uin < First + Accounts; uin++)
        {
            using var answer = await admin.PostAsJsonAsync("accounts", new { uin, nick = "bench", password = "bench" });
            answer.EnsureSuccessStatusCode();
            await Wire.AskAsync(Address, Wire.Body("Login", uin, Wire.LoginFields("bench")));
        }
    }
}
