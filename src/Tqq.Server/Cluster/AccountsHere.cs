using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>The accounts that are in the memory of this process.</summary>
internal sealed class AccountsHere
{
    private readonly ConcurrentDictionary<Uin, AccountHost> _hosts = new();

    /// <summary>Finds one.</summary>
    public bool TryFind(Uin uin, [NotNullWhen(true)] out AccountHost? host) => _hosts.TryGetValue(uin, out host);

    /// <summary>One has come.</summary>
    public void Add(AccountHost host) => _hosts[host.Uin] = host;

    /// <summary>One has gone; another that has come in its place stays.</summary>
    public void Remove(AccountHost host) => _hosts.TryRemove(new(host.Uin, host));
}
