using System.IO.Compression;
using System.Text.Json.Serialization.Metadata;

namespace Tqq.Server.Web.Api.Me;

/// <summary>
/// A zip of files of lines of JSON. It is written while it is read, so it takes no more memory however much there is.
/// </summary>
internal sealed class ExportZip
{
    private readonly ZipArchive _zip;
    private readonly DateTimeOffset _now;

    private ExportZip(ZipArchive zip, DateTimeOffset now) => (_zip, _now) = (zip, now);

    /// <summary>Writes one.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="now">The time.</param>
    /// <param name="fill">Puts the files into it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task WriteAsync(Stream body, DateTimeOffset now, Func<ExportZip, Task> fill, CancellationToken ct)
    {
        await using var patient = new PatientStream(body);
        await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
            await fill(new(zip, now));
        await patient.FlushAsync(ct);
    }

    /// <summary>Adds a file of lines.</summary>
    public async Task AddAsync<T>(string name, IAsyncEnumerable<T> lines, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var entry = _zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = _now;
        await using var file = await entry.OpenAsync(ct);
        await foreach (var line in lines.WithCancellation(ct))
        {
            await file.WriteAsync(ApiJson.Write(line, type), ct);
            await file.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    /// <summary>Adds a file of one line.</summary>
    public Task AddAsync<T>(string name, T line, JsonTypeInfo<T> type, CancellationToken ct) => AddAsync(name, Once(line), type, ct);

    private static async IAsyncEnumerable<T> Once<T>(T line)
    {
        await Task.CompletedTask;
        yield return line;
    }
}
