using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Tqq.Core;
using Tqq.Core.Commands;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Profiles;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Server.Cluster;
using Tqq.Server.Cluster.Orleans;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Tests.Storage;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Tests.Cluster;

/// <summary>
/// The accounts of a server in this process, on a real store, without a wire: requests go to the messenger as operations.
/// </summary>
internal sealed class ClusterHost : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly IHost _host;
    private uint _seq;

    private ClusterHost(IHost host, IStore store, NotedPushes pushes) => (_host, Store, Pushes) = (host, store, pushes);

    public IStore Store { get; }

    /// <summary>What browsers may have to be told of.</summary>
    public NotedPushes Pushes { get; }

    private IMessenger Messenger => _host.Services.GetRequiredService<IMessenger>();

    public static Task<ClusterHost> StartAsync(string file, TimeProvider time) => StartAsync(SqliteStore.Open(file), time);

    public static async Task<ClusterHost> StartAsync(IStore store, TimeProvider time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.None);
        var pushes = new NotedPushes();
        builder.Services.AddSingleton(store).AddSingleton<IPasswordVault, AnyPassword>().AddSingleton<IPushes>(pushes)
            .AddSingleton(store as IAuditStore ?? new MemoryStore());
        builder.AddTqqCluster(new AccountRules { Wire = HandoutReply.Limits }, new ClusterOptions(), time);
        var host = builder.Build();
        await host.StartAsync().WaitAsync(s_patience);
        return new(host, store, pushes);
    }

    public IDeviceMessenger Devices => _host.Services.GetRequiredService<IDeviceMessenger>();

    public IDeviceDoor Door => _host.Services.GetRequiredService<IDeviceDoor>();

    public IDeviceLog Log => _host.Services.GetRequiredService<IDeviceLog>();

    public IDevicePush Push => _host.Services.GetRequiredService<IDevicePush>();

    public IDeviceAccount Account => _host.Services.GetRequiredService<IDeviceAccount>();

    public IDevicePeople People => _host.Services.GetRequiredService<IDevicePeople>();

    /// <summary>Accounts that people make themselves, with other passwords than the host's.</summary>
    public DirectoryRegistration Registration(IPasswordVault passwords) => new(
        _host.Services.GetRequiredService<IAccountDirectory>(), (IRegistrationStore)Store, passwords,
        _host.Services.GetRequiredService<Clock>());

    /// <summary>What sends announcements, a step when the test says so.</summary>
    public Announcer Announcer(IAnnouncementStore announcements, int atOnce) => new(
        announcements, Store, _host.Services.GetRequiredService<IPeers>(), _host.Services.GetRequiredService<LiveSessions>(),
        _host.Services.GetRequiredService<InForce<AccountRules>>(), new() { AnnouncementPace = 4 * atOnce },
        _host.Services.GetRequiredService<Clock>(), TimeProvider.System, NullLogger<Announcer>.Instance);

    /// <summary>What an administrator looks up.</summary>
    public IAccountLookup Lookup => new DirectoryLookup(
        _host.Services.GetRequiredService<IAccountDirectory>(), Store, (IAccountIndex)Store,
        _host.Services.GetRequiredService<LiveSessions>(), _host.Services.GetRequiredService<AddressThrottles>(),
        _host.Services.GetRequiredService<Clock>());

    public IAccountAdministration Administration => _host.Services.GetRequiredService<IAccountAdministration>();

    public Task AddAsync(Uin uin, WhoMayAdd whoMayAdd = WhoMayAdd.Anyone, bool refusesStrangers = false) => Administration.CreateAsync(
        new(uin, Profile.Named("n"), AccountSettings.Default with { WhoMayAdd = whoMayAdd, RefusesStrangers = refusesStrangers }, true,
            DateTimeOffset.UnixEpoch), "secret", default);

    /// <summary>The list of an account.</summary>
    public async Task<Uin[]> FriendsAsync(Uin uin) => await AskAsync(uin, new Operation.ListFriends(true)) is Answer.FriendList list
        ? [.. list.Uins] : throw new InvalidOperationException($"{uin} is not logged in");

    public async Task<Answer> LoginAsync(Uin uin, IPAddress? from = null) =>
        (await Messenger.LoginAsync(uin, new("md5", false, Origin(from)), _ => new(true), default)).Answer;

    /// <summary>How long a login over the wire would be held back now; it is not looked at.</summary>
    public async Task<TimeSpan> HeldBackAsync(Uin uin, IPAddress from)
    {
        var held = TimeSpan.Zero;
        await Messenger.LoginAsync(uin, new("md5", false, Origin(from)), delay =>
        {
            held = delay;
            return new(false);
        }, default);
        return held;
    }

    /// <summary>Asks something, as from a client that receives all that it is handed out.</summary>
    public async Task<Answer> AskAsync(Uin uin, Operation operation, IPAddress? from = null)
    {
        var (answer, _, _) = await Messenger.ExecuteAsync(uin, operation, Origin(from), default);
        if (answer is Answer.HandedOut { Handout: > 0 } mail)
            Messenger.ReportHandout(uin, mail.Handout, HandoutFate.Confirmed(Uptime));
        return answer;
    }

    public Task<Answer> SendAsync(Uin from, Uin to, string text) => AskAsync(from, new Operation.SendText(to, text, text.Length));

    /// <summary>Whether the host has not begun to stop.</summary>
    public bool IsRunning => !_host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    /// <summary>Whether an account is in memory.</summary>
    public bool IsHere(Uin uin) => _host.Services.GetRequiredService<IAccountDirectory>().IsHere(uin);

    /// <summary>Wakes an account, as the server does by and by.</summary>
    public Task WakeAsync(Uin uin) => _host.Services.GetRequiredService<IAccountDirectory>().CallAsync(uin, new Wake()).AsTask();

    /// <summary>Brings history into logs, as the server does by and by.</summary>
    public Task FillLogsAsync() => new LogKeeping(Store, _host.Services.GetRequiredService<IAccountDirectory>(), new()).FillAsync(default);

    /// <summary>What a poll hands out, in words.</summary>
    public async Task<string[]> FetchAsync(Uin uin) => await AskAsync(uin, Operation.FetchMessages.Instance) is Answer.HandedOut mail
        ? [.. mail.Items.Select(item => item.Kind == MessageKind.Presence ? $"{item.Peer} is {item.Text}" : item.Text)]
        : ["not logged in"];

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().WaitAsync(s_patience);
        _host.Dispose();
        await Store.DisposeAsync();
    }

    private TimeSpan Uptime => _host.Services.GetRequiredService<Clock>().Now().Uptime;

    private RequestOrigin Origin(IPAddress? from = null)
    {
        var seq = Interlocked.Increment(ref _seq);
        return new(new(from ?? IPAddress.Loopback, null), new(seq, seq, Uptime));
    }

    private sealed class AnyPassword : IPasswordVault
    {
        public Task<string> HashAsync(string password, CancellationToken cancellationToken) => Task.FromResult("hash");

        public Task<string[]> HashAllAsync(IReadOnlyList<string> passwords, Action onEach, CancellationToken cancellationToken)
        {
            foreach (var _ in passwords)
                onEach();
            return Task.FromResult(passwords.Select(_ => "hash").ToArray());
        }

        public Task<string?> HashAsync(string password, LoginOrigin origin, CancellationToken cancellationToken) =>
            Task.FromResult<string?>("hash");

        public Task<bool?> VerifyAsync(string? passwordHash, string passwordMd5, LoginOrigin origin, CancellationToken cancellationToken) =>
            Task.FromResult<bool?>(passwordHash is not null && passwordMd5 != PasswordMd5.Of("wrong"));
    }
}
