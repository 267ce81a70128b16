using Microsoft.Extensions.Logging.Abstractions;
using Tqq.Core;
using Tqq.Core.Accounts;
using Tqq.Core.Commands;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Rules;
using Tqq.Core.Sessions;
using Tqq.Server.Cluster;
using Tqq.Server.Metrics;
using Tqq.Server.Storage;
using Tqq.Server.Wire.Commands;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Accounts in memory over a store, without Orleans. They find each other.</summary>
internal sealed class HostedAccounts(IStore store, Clock clock, AccountRules? rules = null) : IPeers, IAccountActivation
{
    private readonly Dictionary<Uin, AccountHost> _hosts = [];
    private AccountServices? _services;

    /// <summary>What was counted.</summary>
    public FigureList Figures { get; } = new();

    /// <summary>How many have left memory.</summary>
    public int Left { get; private set; }

    public ValueTask<PeerAnswer> HearAsync(Uin uin, PeerRequest request) => _hosts[uin].CallAsync(new HearPeer(request));

    public void Leave() => Left++;

    /// <summary>Brings an account into memory as the store has it; <paramref name="isOpen"/>: lets others in from outside.</summary>
    public async Task<AccountHost> BringInAsync(Uin uin, bool isOpen = true)
    {
        var (sessions, throttles) = (new LiveSessions(), new AddressThrottles());
        var services = _services ??= new(
            store, this, sessions, null!, rules ?? new AccountRules { Wire = HandoutReply.Limits }, clock,
                new(clock, NullLogger<RefusalNotice>.Instance), throttles, new(), SessionWatch.RingFor(new(), clock), null!,
                new(Figures, sessions, throttles, clock), new NoPushes(),
                NullLogger<AccountServices>.Instance);
        var host = new AccountHost(uin, new LiveAccount(uin, await store.LoadAsync(uin, TestContext.Current.CancellationToken),
            services.Rules, clock.Now()), services, this);
        if (isOpen)
            host.Scheduler.Open();
        return _hosts[uin] = host;
    }
}

/// <summary>Calls an account that is in memory.</summary>
internal static class HostedAccountExtensions
{
    extension(AccountHost host)
    {
        public ValueTask<T> CallAsync<T>(AccountCall<T> call) => call.InTurnAsync(host, default);

        /// <summary>The same, for who comes from outside; false where the account is not open.</summary>
        public bool TryCall<T>(AccountCall<T> call, out ValueTask<T> answer) => call.TryInTurn(host, default, out answer);

        public ValueTask<Outcome> Execute(Operation operation, RequestOrigin origin) =>
            host.CallAsync(new ExecuteRequest(operation, origin));

        public ValueTask<PeerAnswer> Hear(PeerRequest request) => host.CallAsync(new HearPeer(request));

        /// <summary>Does something else in a turn.</summary>
        public Task<T> Turn<T>(Func<Task<T>> work) => host.Scheduler.RunAsync(work, static work => new ValueTask<T>(work())).AsTask();
    }
}
