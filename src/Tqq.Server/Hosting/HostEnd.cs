using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Tqq.Server.Hosting;

/// <summary>How a host ended: it stops in the same way when it is asked to and when one of its services has failed.</summary>
internal static class HostEnd
{
    /// <summary>Waits for the end of a host that runs.</summary>
    /// <returns>Null where it was asked to stop, otherwise what has failed.</returns>
    public static async Task<Exception?> WaitAsync(IHost host, CancellationToken cancellationToken)
    {
        await host.WaitForShutdownAsync(cancellationToken);
        return host.Services.GetServices<IHostedService>().OfType<BackgroundService>()
            .Select(service => service.ExecuteTask?.Exception?.InnerException)
            .FirstOrDefault(failure => failure is not null);
    }
}
