using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Tqq.Server.Cluster.Orleans;

/// <summary>
/// A lone silo has no neighbours that could connect to it, so it listens nowhere: no port that could be taken already, none at which
/// another program of this machine could speak to accounts past all rules.
/// </summary>
internal sealed class NoNeighbours : IConnectionListenerFactory
{
    private static readonly Type s_listeners = typeof(IConnectionListenerFactory);

    /// <summary>Puts itself in the place of all listeners that the silo brings.</summary>
    public static void Register(IServiceCollection services)
    {
        // The keys are the silo's own secret.
        foreach (var listeners in services.Where(service => service.ServiceType == s_listeners && service.IsKeyedService).ToList())
        {
            services.Remove(listeners);
            services.AddKeyedSingleton<IConnectionListenerFactory, NoNeighbours>(listeners.ServiceKey);
        }
    }

    /// <inheritdoc/>
    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) =>
        new(new Listener(endpoint));

    private sealed class Listener(EndPoint endpoint) : IConnectionListener
    {
        private readonly TaskCompletionSource<ConnectionContext?> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public EndPoint EndPoint => endpoint;

        public ValueTask<ConnectionContext?> AcceptAsync(CancellationToken cancellationToken = default) =>
            new(_end.Task.WaitAsync(cancellationToken));

        public ValueTask UnbindAsync(CancellationToken cancellationToken = default) => DisposeAsync();

        public ValueTask DisposeAsync()
        {
            _end.TrySetResult(null);
            return default;
        }
    }
}
