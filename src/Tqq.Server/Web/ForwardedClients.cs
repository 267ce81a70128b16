using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace Tqq.Server.Web;

/// <summary>Who really calls, where a proxy stands before the web port.</summary>
internal static class ForwardedClients
{
    /// <summary>
    /// Believes X-Forwarded-For and X-Forwarded-Proto of these networks, from the last entry back to the first that
    /// none of them added, and nobody else's.
    /// </summary>
    public static void UseTqqForwarded(this IApplicationBuilder app, ImmutableArray<IPNetwork> from)
    {
        // With no network at all the middleware would take this for "anybody".
        if (from.IsEmpty)
            return;
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = null };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var network in from)
            options.KnownIPNetworks.Add(network);
        app.UseForwardedHeaders(options);
    }
}
