using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Tqq.Server.Web;
using Tqq.Server.Web.Admin;

namespace Tqq.Faults.Logins;

/// <summary>The real program on free ports of loopback, with a data directory that ends with it.</summary>
internal sealed partial class TestServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _data;
    private readonly HttpClient _admin = new();

    private TestServer(Process process, string data) => (_process, _data) = (process, data);

    public IPEndPoint Wire { get; private set; } = null!;

    /// <summary>The memory that the process has now, in MB.</summary>
    public long Megabytes =>
        long.Parse(Resident().Match(File.ReadAllText($"/proc/{_process.Id}/status")).Groups[1].Value, CultureInfo.InvariantCulture) / 1024;

    public static async Task<TestServer> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("tqq-logins-").FullName;
        string[] arguments =
        [
            Path.Combine(AppContext.BaseDirectory, "tqq.dll"), "serve", "--data", Path.Combine(data, "data"), "--listen", "127.0.0.1:0",
                "--web", "127.0.0.1:0",
            "--rate-message", "off", "--rate-other", "off",
        ];
        var server = new TestServer(Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true })!, data);
        await server.ReadBannerAsync();
        return server;
    }

    public async Task AddAsync(uint uin, string password)
    {
        using var answer = await _admin.PostAsJsonAsync("accounts", new { uin, nick = "n", password });
        answer.EnsureSuccessStatusCode();
    }

    public async Task RefuseStrangersAsync(uint uin)
    {
        using var answer = await _admin.PatchAsJsonAsync($"accounts/{uin}", new { refusesStrangers = true });
        answer.EnsureSuccessStatusCode();
    }

    public async Task DisableAsync(uint uin)
    {
        using var answer = await _admin.PostAsync(new Uri($"accounts/{uin}/disable", UriKind.Relative), null);
        answer.EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _admin.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Port();

    [GeneratedRegex(@"VmRSS:\s+(\d+) kB")]
    private static partial Regex Resident();

    private async Task ReadBannerAsync()
    {
        var banner = "";
        while (!banner.Contains("Ctrl-C", StringComparison.Ordinal))
            banner += await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("the server ended:\n" + banner);
        Wire = new(IPAddress.Loopback, int.Parse(Port().Match(banner).Groups[1].Value, CultureInfo.InvariantCulture));
        var access = AdminFile.Read(Path.Combine(_data, "data"))!;
        _admin.BaseAddress = new(access.Address + WebPaths.Admin + "/");
        _admin.DefaultRequestHeaders.Authorization = new("Bearer", access.Token);
    }
}
