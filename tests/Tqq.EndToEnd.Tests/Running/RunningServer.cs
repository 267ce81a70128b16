using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>The real server as a process, on free ports of loopback, with a data directory that may outlive it.</summary>
public sealed partial class RunningServer : IAsyncDisposable
{
    // A start takes two seconds of processor time: a machine with forty other things to do needs a minute for them.
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private static int s_lastUin = 20_000;

    private readonly Process _process;
    private readonly HttpClient _admin = new();
    private readonly ConcurrentQueue<string> _errors = new();

    private RunningServer(Process process, string data) => (_process, Data) = (process, data);

    public string Data { get; }

    public IPEndPoint Wire { get; private set; } = null!;

    public Uri Web { get; private set; } = null!;

    public int ProcessId => _process.Id;

    /// <summary>What it has logged since its banner.</summary>
    public string Log => string.Join('\n', _errors);

    public string Banner { get; private set; } = "";

    /// <summary>What it has said on standard error since it was ready.</summary>
    public IEnumerable<string> Errors => _errors;

    /// <summary>Ends with the exit code when the process does.</summary>
    public async Task<int> WaitForExitAsync(TimeSpan patience)
    {
        await _process.WaitForExitAsync().WaitAsync(patience);
        return _process.ExitCode;
    }

    public static Task<RunningServer> StartAsync(string data, params string[] flags) => StartAsync(data, new Dictionary<string, string>(), null, flags);

    /// <summary>Starts it in other surroundings than usual: variables of the environment, and another copy of the program.</summary>
    public static async Task<RunningServer> StartAsync(string data, IReadOnlyDictionary<string, string> environment, string? program, params string[] flags)
    {
        string[] listen = flags.Contains("--listen") ? [] : ["--listen", "127.0.0.1:0"];
        var process = TqqProgram.Start(["serve", "--data", data, .. listen, "--web", "127.0.0.1:0", .. flags], environment, program: program);
        var server = new RunningServer(process, data);
        await server.ReadBannerAsync();
        return server;
    }

    /// <summary>A number that no other test uses.</summary>
    public static uint NextUin() => (uint)Interlocked.Increment(ref s_lastUin);

    public async Task<Person> AddPersonAsync(string whoMayAdd = "verify", string nick = "Hackfan 好", uint? uin = null)
    {
        var person = new Person(this, uin ?? NextUin(), "secret " + Guid.NewGuid());
        using var answer = await _admin.PostAsJsonAsync("accounts", new { uin = person.Uin, nick, password = person.Password, whoMayAdd });
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return person;
    }

    /// <summary>A person who is logged in.</summary>
    public async Task<Person> AddOnlineAsync(string whoMayAdd = "verify", string nick = "Hackfan 好")
    {
        var person = await AddPersonAsync(whoMayAdd, nick);
        await person.LoginAsync();
        return person;
    }

    /// <summary>The admin API with its token.</summary>
    public Task<HttpResponseMessage> AdminAsync(HttpMethod method, string path, object? body = null) =>
        _admin.SendAsync(new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) });

    public Task<byte[]> SendAsync(byte[] request, IPAddress? from = null) => RawSocket.ExchangeAsync(Wire, request, from);

    /// <summary>As if the power of this process alone were cut.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Stops it as an operator does and says how it went.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> TerminateAsync()
    {
        var watch = Stopwatch.StartNew();
        Signal(15);
        using var patience = new CancellationTokenSource(s_patience);
        await _process.WaitForExitAsync(patience.Token);
        return (_process.ExitCode, watch.Elapsed);
    }

    /// <summary>Sends it a signal, by its number.</summary>
    public void Signal(int signal) => _ = Kill(_process.Id, signal);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
        _admin.Dispose();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex Address();

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);

    private async Task ReadBannerAsync()
    {
        using var patience = new CancellationTokenSource(s_patience);
        while (!Banner.Contains("Ctrl-C", StringComparison.Ordinal))
        {
            var line = await _process.StandardOutput.ReadLineAsync(patience.Token)
                ?? throw new InvalidOperationException("the server ended: " + await _process.StandardError.ReadToEndAsync(patience.Token));
            Banner += line + "\n";
        }

        // What it logs must not fill the pipe and stop it.
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is { } text)
                _errors.Enqueue(text);
        };
        _process.BeginErrorReadLine();
        var ports = Address().Matches(Banner).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToArray();
        Wire = new(IPAddress.Loopback, ports[0]);
        Web = new($"http://127.0.0.1:{ports[1]}/");
        _admin.BaseAddress = new(Web, "admin/api/v1/");
        using var access = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(Data, "admin.json"), patience.Token));
        _admin.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", access.RootElement.GetProperty("token").GetString());
    }
}
