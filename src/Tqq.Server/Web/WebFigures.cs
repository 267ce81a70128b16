using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Tqq.Core.Devices;
using Tqq.Server.Metrics;
using static System.Diagnostics.Stopwatch;

namespace Tqq.Server.Web;

/// <summary>What is counted and measured of the web port.</summary>
internal sealed class WebFigures
{
    private const string Stream = "stream";

    // By the beginning of the path, the first that fits. Whoever asks cannot make more of them.
    private static readonly (PathString Path, string Area)[] s_areas =
    [
        (WebPaths.Api + "/events", Stream), (WebPaths.Api + "/listen", Stream), (WebPaths.Api, "api"), (WebPaths.Admin, "admin"),
        (HealthRoutes.Path, "health"), (WebPaths.Metrics, "metrics"), ("/", "page"),
    ];

    private static readonly ImmutableArray<string> s_names = [.. s_areas.Select(area => area.Area).Distinct()];
    private static readonly ImmutableArray<string> s_statuses = ["2xx", "3xx", "4xx", "5xx"];

    private readonly FigureList _figures;
    private readonly CountFigure _requests;
    private readonly SpreadFigure _durations;
    private readonly SpreadFigure _delays;

    /// <summary>Makes them.</summary>
    public WebFigures(FigureList figures)
    {
        _figures = figures;
        _requests = figures.Count("tqq.web.requests", "Requests of the web port that were answered, by what they are for and status.",
            new("area", s_names), new("status", s_statuses));
        _durations = figures.Time("tqq.web.request.duration",
            "From the head of a request of the web port until its answer has been written. Streams, which stay open, are left out.",
            new FigureLabel("area", s_names));
        _delays = figures.Time("tqq.stream.delay",
            "From the moment an account knows something new, which is on disk, until its events are with the socket of a stream.");
    }

    /// <summary>News has gone to a client.</summary>
    /// <param name="raised">When the account knew it, by the stopwatch.</param>
    public void Said(long raised) => _delays.RecordSince(raised);

    /// <summary>Has open streams counted.</summary>
    /// <param name="count">How many there are of device sessions of a kind.</param>
    public void WatchStreams(Func<DeviceKind, int> count)
    {
        var kinds = Enum.GetValues<DeviceKind>();
        _figures.Gauge("tqq.streams", "", "Open event streams, by what opened their sessions.", part => count(kinds[part]),
            new FigureLabel("kind", [.. kinds.Select(kind => SettingWords.Word(kind))]));
    }

    /// <summary>Counts and measures all requests.</summary>
    public void Watch(IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        var (begun, area) = (GetTimestamp(), AreaOf(context.Request.Path));
        try
        {
            await next(context);
        }
        finally
        {
            // Status 101 and others below 200 are not sent by anything here.
            _requests.Add((area * s_statuses.Length) + Math.Clamp((context.Response.StatusCode / 100) - 2, 0, s_statuses.Length - 1));
            if (s_names[area] != Stream)
                _durations.RecordSince(begun, area);
        }
    });

    private static int AreaOf(PathString path) =>
        s_names.IndexOf(Array.Find(s_areas, area => path.StartsWithSegments(area.Path, StringComparison.OrdinalIgnoreCase)).Area ?? "page");
}
