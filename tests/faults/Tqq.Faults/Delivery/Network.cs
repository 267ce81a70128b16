using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Tqq.Faults.Delivery;

/// <summary>
/// A server's network and a client's: two network namespaces of this run, joined by two links, Wi-Fi and mobile. A client has
/// an address on each. The client's side drops packets by the mark of the socket they belong to, so that a connection can fall
/// silent while its neighbours go on.
/// </summary>
internal sealed partial class Network : IAsyncDisposable
{
    /// <summary>The server's address on the Wi-Fi link.</summary>
    public static readonly IPAddress WiFiServer = IPAddress.Parse("10.77.0.1");

    /// <summary>The server's address on the mobile link.</summary>
    public static readonly IPAddress MobileServer = IPAddress.Parse("10.78.0.1");

    private const int NewNetwork = 0x40000000; // CLONE_NEWNET

    // A packet of more than 100 bytes carries a part of a reply, one of less than 90 bytes is an acknowledgement, a FIN or a RST.
    private const string Rules = """
        table ip tqq {
          set unheard {
            type ipv4_addr . inet_service
            size 65535
            flags dynamic
          }
          chain hear {
            type filter hook input priority 0
            socket mark & 1 == 1 meta length > 100 update @unheard { ip daddr . tcp dport } drop
            socket mark & 1 == 1 drop
          }
          chain say {
            type filter hook output priority 0
            meta mark & 2 == 2 drop
            meta mark & 4 == 4 meta length < 90 drop
          }
        }
        """;

    private readonly string _client = $"tqq-client-{Environment.ProcessId}";
    private readonly string _server = $"tqq-server-{Environment.ProcessId}";

    private Network()
    {
    }

    /// <summary>The addresses of the client with this number, from 1 to 250.</summary>
    public static IPAddress WiFi(int client) => new([10, 77, 1, (byte)client]);

    /// <inheritdoc cref="WiFi"/>
    public static IPAddress Mobile(int client) => new([10, 78, 1, (byte)client]);

    /// <summary>Builds both networks.</summary>
    /// <exception cref="Win32Exception">A program is missing.</exception>
    /// <exception cref="InvalidOperationException">
    /// It is not allowed here, or the kernel lacks something; the message says what the program said.
    /// </exception>
    public static async Task<Network> BuildAsync(int clients)
    {
        var network = new Network();
        try
        {
            await network.BuildLinksAsync(clients);
            await network.AtClient(() => RunAsync("nft", ["-f", "-"], Rules));
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something on a thread that is in the client's namespace. Sockets and processes that it makes stay there.</summary>
    public T AtClient<T>(Func<T> action) => Inside(_client, action);

    /// <inheritdoc cref="AtClient"/>
    public T AtServer<T>(Func<T> action) => Inside(_server, action);

    /// <summary>
    /// Waits until a part of a reply to each of these deaf sockets has been dropped, so that it is known to have been sent.
    /// </summary>
    public async Task AwaitUnheardAsync(IReadOnlyCollection<IPEndPoint> deaf, TimeSpan patience)
    {
        for (var watch = Stopwatch.StartNew(); deaf.Count > 0; await Task.Delay(100))
        {
            var unheard = await ReadUnheardAsync();
            deaf = [.. deaf.Where(one => !unheard.Contains(one))];
            if (watch.Elapsed > patience)
                throw new TimeoutException($"the server sent nothing to {string.Join(", ", deaf)}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in new[] { _client, _server })
            if (File.Exists(PathOf(name)))
                await RunAsync("ip", ["netns", "del", name]);
    }

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    private static partial int EnterNamespace(SafeHandle descriptor, int type);

    private static string PathOf(string name) => "/run/netns/" + name;

    private static T Inside<T>(string name, Func<T> action)
    {
        T result = default!;
        Exception? failed = null;
        var thread = new Thread(() =>
        {
            try
            {
                using var handle = File.OpenHandle(PathOf(name), share: FileShare.ReadWrite);
                if (EnterNamespace(handle, NewNetwork) != 0)
                    throw new Win32Exception();
                result = action();
            }
            catch (Exception e)
            {
                failed = e;
            }
        });
        thread.Start();
        thread.Join();
        return failed is null ? result : throw new InvalidOperationException($"in the namespace {name}: {failed.Message}", failed);
    }

    private static async Task<string> RunAsync(string program, string[] arguments, string input = "")
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true,
            RedirectStandardOutput = true, RedirectStandardError = true })!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output
            : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: {(await errors).Trim()}");
    }

    private async Task BuildLinksAsync(int clients)
    {
        await RunAsync("ip", ["netns", "add", _client]);
        await RunAsync("ip", ["netns", "add", _server]);
        var (atClient, atServer) = (new List<string> { "link set lo up" }, new List<string> { "link set lo up" });
        foreach (var (link, server, address) in new (string, IPAddress, Func<int, IPAddress>)[] { ("wifi", WiFiServer, WiFi),
            ("mobile", MobileServer, Mobile) })
        {
            await RunAsync("ip", ["-n", _client, "link", "add", link, "type", "veth", "peer", "name", link, "netns", _server]);
            atServer.AddRange($"addr add {server}/16 dev {link}", $"link set {link} up");
            atClient.AddRange(Enumerable.Range(1, clients).Select(number => $"addr add {address(number)}/16 dev {link}"));
            atClient.Add($"link set {link} up");
        }

        await RunAsync("ip", ["-n", _client, "-batch", "-"], string.Join('\n', atClient) + "\n");
        await RunAsync("ip", ["-n", _server, "-batch", "-"], string.Join('\n', atServer) + "\n");
    }

    private async Task<HashSet<IPEndPoint>> ReadUnheardAsync()
    {
        using var document = JsonDocument.Parse(await AtClient(() => RunAsync("nft", ["-j", "list", "set", "ip", "tqq", "unheard"])));
        var set = document.RootElement.GetProperty("nftables").EnumerateArray().Single(part => part.TryGetProperty("set", out _))
            .GetProperty("set");
        if (!set.TryGetProperty("elem", out var elements))
            return [];
        return [.. elements.EnumerateArray().Select(element => element.GetProperty("concat")).Select(pair =>
            new IPEndPoint(IPAddress.Parse(pair[0].GetString()!), pair[1].GetInt32()))];
    }
}
