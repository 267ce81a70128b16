using System.Buffers.Binary;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace Tqq.Server.Tests.Metrics;

/// <summary>An OpenTelemetry collector: takes metrics by OTLP over HTTP, and reads of them what tests ask for.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<(string Path, string? Type, byte[] Body)> _taken = [];

    private OtlpCollector(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Where the last metrics were sent to, and what they were said to be.</summary>
    public (string Path, string? Type) Last => (_taken[^1].Path, _taken[^1].Type);

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var collector = new OtlpCollector(builder.Build());
        collector._app.Run(async context =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            collector._taken.Add((context.Request.Path, context.Request.ContentType, body.ToArray()));
            context.Response.ContentType = "application/x-protobuf";
        });
        await collector._app.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>
    /// The points of all metrics that came last, in words: `name label=value 7` of a sum, and for a histogram how many were at most so
    /// large.
    /// The fields are those of opentelemetry/proto/metrics/v1.
    /// </summary>
    public IEnumerable<string> Points() =>
        from resource in Fields(_taken[^1].Body, 1)
        from scope in Fields(resource, 2)
        from metric in Fields(scope, 2)
        let name = Encoding.UTF8.GetString(Fields(metric, 1).Single())
        from data in Fields(metric, 5).Concat(Fields(metric, 7)).Concat(Fields(metric, 9))
        from point in Fields(data, 1)
        let bounds = Fields(point, 7).ToArray()
        let isHistogram = Fields(metric, 9).Any()
        select isHistogram
            ? $"{name}{Labels(point, 9)} {string.Join(' ', Buckets(Fields(point, 6).Single(), Fields(point, 7).Single()))}"
            : FormattableString.Invariant($"{name}{Labels(point, 7)} {Number(point)}");

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static string Labels(byte[] point, int field) => string.Concat(Fields(point, field).Select(pair =>
        $" {Encoding.UTF8.GetString(Fields(pair, 1).Single())}={Encoding.UTF8.GetString(Fields(Fields(pair, 2).Single(), 1).Single())}"));

    private static double Number(byte[] point) => Fields(point, 6).SingleOrDefault() is { } whole
        ? BinaryPrimitives.ReadInt64LittleEndian(whole) : BinaryPrimitives.ReadDoubleLittleEndian(Fields(point, 4).Single());

    private static IEnumerable<string> Buckets(byte[] counts, byte[] bounds)
    {
        for (var bucket = 0; bucket < counts.Length / 8; bucket++)
        {
            var count = BinaryPrimitives.ReadInt64LittleEndian(counts.AsSpan(bucket * 8));
            var bound = bucket < bounds.Length / 8
                ? BinaryPrimitives.ReadDoubleLittleEndian(bounds.AsSpan(bucket * 8)) : double.PositiveInfinity;
            if (count > 0)
                yield return FormattableString.Invariant($"{count} to {bound}");
        }
    }

    // Values of one field of a message of protocol buffers: of fixed or of said length.
    private static IEnumerable<byte[]> Fields(byte[] message, int wanted)
    {
        var at = 0;
        while (at < message.Length)
        {
            var tag = Varint(message, ref at);
            var length = (tag & 7) switch
            {
                0 => 0,
                1 => 8,
                2 => (int)Varint(message, ref at),
                _ => 4,
            };
            if ((tag & 7) == 0)
                Varint(message, ref at);
            else if (tag >> 3 == (ulong)wanted)
                yield return message[at..(at + length)];
            at += length;
        }
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        var (value, shift) = (0UL, 0);
        for (; message[at] >= 0x80; at++, shift += 7)
            value |= (message[at] & 0x7FUL) << shift;
        return value | ((ulong)message[at++] << shift);
    }
}
