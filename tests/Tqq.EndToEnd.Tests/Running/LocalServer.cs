using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Server.Hosting;
using Tqq.Server.Hosting.Settings;
using Tqq.Server.Passwords;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// A whole server inside this process, for tests whose subject is not the process. Its passwords cost next to nothing to compute, and
/// browsers are told of messages at once.
/// </summary>
public sealed class LocalServer : TestServer
{
    private readonly TqqServer _server;

    private LocalServer(string data, TqqServer server)
        : base(data) => _server = server;

    /// <summary>Where the port for metrics is; null where there is none.</summary>
    public IPEndPoint? Metrics => _server.Metrics?.Address;

    /// <summary>Starts it with the flags that `tqq serve` takes.</summary>
    /// <param name="data">The data directory.</param>
    /// <param name="flags">Names and values in turn, such as `--penalty` and `0`.</param>
    public static Task<LocalServer> StartAsync(string data, params string[] flags) => StartAsync(data, PasswordCost.Least, flags);

    /// <summary>The same, with passwords that cost so much.</summary>
    internal static Task<LocalServer> StartAsync(string data, PasswordCost cost, params string[] flags) =>
        StartAsync(data, cost, TimeProvider.System, static _ => { }, flags);

    /// <summary>The same, with a store that fails when it is told to.</summary>
    public static Task<LocalServer> StartAsync(string data, FailingStore store, params string[] flags) =>
        StartAsync(data, PasswordCost.Least, TimeProvider.System, store.Replace, flags);

    /// <summary>The same, with something else in the place of one of its parts.</summary>
    internal static Task<LocalServer> StartAsync(string data, Action<IServiceCollection> replace, params string[] flags) =>
        StartAsync(data, PasswordCost.Least, TimeProvider.System, replace, flags);

    /// <summary>The same, with a calendar that a test sets.</summary>
    public static Task<LocalServer> StartAsync(string data, TimeProvider calendar, params string[] flags) =>
        StartAsync(data, PasswordCost.Least, calendar, static _ => { }, flags);

    private static async Task<LocalServer> StartAsync(
        string data, PasswordCost cost, TimeProvider time, Action<IServiceCollection> replace, string[] flags)
    {
        var settings = new Dictionary<string,
            string> { ["data"] = data, ["listen"] = "127.0.0.1:0", ["web"] = "127.0.0.1:0", ["log-level"] = "none" };
        foreach (var pair in flags.Chunk(2))
            settings[pair[0][2..]] = pair[1];
        var options = SettingReader.Read(settings, new Dictionary<string, string>(), null, warning =>
            throw new InvalidOperationException(warning));
        var started = await TqqServer.StartAsync(options with
        {
            Passwords = options.Passwords with { Cost = cost },
            Push = options.Push with { Patience = TimeSpan.Zero },
        }, time, _ => { }, replace, TestContext.Current.CancellationToken);
        var server = new LocalServer(data, started);
        await server.ReachAsync(started.Wire[0].Address.Port, started.Web.Address.Port, TestContext.Current.CancellationToken,
            started.Web.IsTls ? "https" : "http");
        return server;
    }

    public override async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        await base.DisposeAsync();
    }
}
