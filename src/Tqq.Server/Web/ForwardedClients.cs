using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using IPNetwork = System.Net.IPNetwork;

namespace Tqq.Server.Web;

/// <summary>Who really calls, where a proxy stands before the web port.</summary>
internal static partial class ForwardedClients
{
    private static readonly TimeSpan s_warnEvery = TimeSpan.FromMinutes(10);
    private static readonly object s_strange = new();

    /// <summary>
    /// Believes X-Forwarded-For and X-Forwarded-Proto of these networks, from the last entry back to the first that
    /// none of them added, and nobody else's. Whoever else sends them is a proxy that nobody named: that is noted, and warned about.
    /// </summary>
    public static void UseTqqForwarded(this IApplicationBuilder app, ImmutableArray<IPNetwork> from)
    {
        var logger = app.ApplicationServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ForwardedClients));
        var time = app.ApplicationServices.GetService<TimeProvider>() ?? TimeProvider.System;
        var warned = long.MinValue;
        app.Use(next => context =>
        {
            if (!SaysForwarded(context.Request.Headers) || IsNamed(context.Connection.RemoteIpAddress, from))
                return next(context);
            context.Items[s_strange] = true;
            var (last, now) = (Volatile.Read(ref warned), time.GetTimestamp());
            if ((last == long.MinValue || time.GetElapsedTime(last, now) >= s_warnEvery)
                && Interlocked.CompareExchange(ref warned, now, last) == last)
                LogStranger(logger, context.Connection.RemoteIpAddress?.ToString());
            return next(context);
        });
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

    /// <summary>Whether a request came through a proxy that nobody named, so that nobody knows who really calls.</summary>
    public static bool IsOfStrangeProxy(this HttpContext context) => context.Items.ContainsKey(s_strange);

    /// <summary>Whether a connection is that of a proxy that is named.</summary>
    public static bool IsNamed(IPAddress? peer, ImmutableArray<IPNetwork> from) => peer is not null
        && from.Any(network => network.Contains(peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer));

    private static bool SaysForwarded(IHeaderDictionary headers) =>
        headers.ContainsKey("X-Forwarded-For") || headers.ContainsKey("X-Forwarded-Proto") || headers.ContainsKey("Forwarded");

    [LoggerMessage(29, LogLevel.Warning,
        "{Peer} sends X-Forwarded-For to the web port, but --forwarded-from does not name it: everybody behind it counts as one address")]
    private static partial void LogStranger(ILogger logger, string? peer);
}
