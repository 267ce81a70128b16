using System.Globalization;
using System.IO.Compression;
using System.Text.Json.Serialization.Metadata;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Api.Me;

/// <summary>
/// All that an account has here, as one zip: account.json, and a file of lines of JSON for each list. It is written while it is read, so it
/// takes no more memory however much there is.
/// </summary>
internal sealed class AccountExport(
    IDeviceMessenger messenger, IDevicePeople people, IDeviceLog log, TimeProvider time)
{
    private static readonly (string Name, AcquaintanceList List)[] s_lists =
    [
        ("friends", AcquaintanceList.Friends), ("requests-in", AcquaintanceList.Asking), ("requests-out", AcquaintanceList.Asked),
        ("blocked", AcquaintanceList.Blocked), ("muted", AcquaintanceList.Muted),
    ];

    /// <summary>Writes it.</summary>
    /// <param name="body">Where to.</param>
    /// <param name="caller">Who asks.</param>
    /// <param name="own">The account.</param>
    /// <param name="ct">Gives up.</param>
    /// <exception cref="IOException">Something cannot be read now; what was written is no whole zip.</exception>
    public async Task WriteAsync(Stream body, ApiCaller caller, OwnAccount own, CancellationToken ct)
    {
        await using var patient = new PatientStream(body);
        await using (var zip = await ZipArchive.CreateAsync(patient, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct))
            await WriteAsync(zip, caller, own, ct);
        await patient.FlushAsync(ct);
    }

    private async Task WriteAsync(ZipArchive zip, ApiCaller caller, OwnAccount own, CancellationToken ct)
    {
        await WriteAsync(zip, "account.json", Once(MeRoutes.Show(own)), MeJson.Default.MeBody, ct);
        foreach (var (name, list) in s_lists)
            await WriteAsync(zip, name + ".ndjson", PeopleAsync(caller, list, ct), MeJson.Default.ExportedPerson, ct);
        await WriteAsync(zip, "sessions.ndjson", SessionsAsync(caller, ct), MeJson.Default.ExportedSession, ct);
        await WriteAsync(zip, "messages.ndjson", MessagesAsync(caller, ct), MeJson.Default.ExportedMessage, ct);
    }

    private async Task WriteAsync<T>(ZipArchive zip, string name, IAsyncEnumerable<T> lines, JsonTypeInfo<T> type, CancellationToken ct)
    {
        var entry = zip.CreateEntry(name, CompressionLevel.Fastest);
        entry.LastWriteTime = time.GetUtcNow();
        await using var file = await entry.OpenAsync(ct);
        await foreach (var line in lines.WithCancellation(ct))
        {
            await file.WriteAsync(ApiJson.Write(line, type), ct);
            await file.WriteAsync("\n"u8.ToArray(), ct);
        }
    }

    private static async IAsyncEnumerable<T> Once<T>(T line)
    {
        await Task.CompletedTask;
        yield return line;
    }

    private async IAsyncEnumerable<ExportedPerson> PeopleAsync(
        ApiCaller caller, AcquaintanceList list, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = new Uin(0);
        for (; ; )
        {
            var (refusal, lines) = await people.ListAsync(caller.Uin, caller.Device, list, after, IDevicePeople.MostAtOnce, ct);
            if (refusal is { Answer: Answer.Refused { Reason: RefusalReason.TooFast } fast })
            {
                // The account does other things meanwhile, as it may.
                await Task.Delay(fast.RetryAfter + TimeSpan.FromMilliseconds(1), time, ct);
                continue;
            }

            if (refusal is not null)
                throw new IOException("the session has ended");
            foreach (var line in lines)
                yield return new(line.Uin.Value, line.Nick, line.Since, line.Words.OrNull(), line.Answer?.IsAccepted, line.Answer?.At,
                    line.Answer?.Reason.OrNull());
            if (lines.Length < IDevicePeople.MostAtOnce)
                yield break;
            after = lines[^1].Uin;
        }
    }

    private async IAsyncEnumerable<ExportedSession> SessionsAsync(
        ApiCaller caller, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        if (await messenger.ListSessionsAsync(caller.Uin, ct) is not { } sessions)
            throw new IOException("the session has ended");
        if (sessions.Wire is { } wire)
            yield return new("wire", null, null, wire.Address.ToString(), wire.Started);
        foreach (var device in sessions.Devices)
            yield return new(Word(device.Kind), device.Id.ToString(CultureInfo.InvariantCulture), device.Name, device.Address.ToString(),
                device.Begun, device.LastSeen);
    }

    // Newest first: the log is read backwards, where it is whole however long ago it began.
    private async IAsyncEnumerable<ExportedMessage> MessagesAsync(
        ApiCaller caller, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var before = long.MaxValue;
        for (; ; )
        {
            if (await log.ReadPageAsync(caller.Uin, caller.Device, null, before, IDeviceLog.MostAtOnce, ct) is not { } page)
                throw new IOException("the session has ended");
            foreach (var item in page.Where(item => item.Kind != LogKind.Deleted))
                yield return new(item.Number.ToString(CultureInfo.InvariantCulture), Word(item.Kind), item.Peer.Value, item.At, item.Text);
            if (page.Length < IDeviceLog.MostAtOnce)
                yield break;
            before = page[^1].Number;
        }
    }
}

/// <summary>A line of an export: another account.</summary>
/// <param name="Uin">Its number.</param>
/// <param name="Nick">Its nickname.</param>
/// <param name="Since">Since when it stands in the list.</param>
/// <param name="Words">The words of a request.</param>
/// <param name="Accepted">Whether a request of one's own was accepted; missing where it was not answered.</param>
/// <param name="Answered">When.</param>
/// <param name="Reason">Why it was refused.</param>
public sealed record ExportedPerson(
    long Uin, string Nick, DateTimeOffset Since, string? Words = null, bool? Accepted = null, DateTimeOffset? Answered = null,
    string? Reason = null);

/// <summary>A line of an export: a session.</summary>
/// <param name="Kind">wire, web, program, token, bot or admin.</param>
/// <param name="Id">Its number; missing for the wire.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Address">From where it was used last.</param>
/// <param name="Begun">When it began.</param>
/// <param name="LastSeen">When it was used last.</param>
public sealed record ExportedSession(
    string Kind, string? Id, string? Name, string Address, DateTimeOffset Begun, DateTimeOffset? LastSeen = null);

/// <summary>A line of an export: something that was said.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">text (it came in), sent, friend-request, request-accepted or request-refused.</param>
/// <param name="Peer">Who sent it, or whom it was sent to.</param>
/// <param name="At">When.</param>
/// <param name="Text">The text.</param>
public sealed record ExportedMessage(string Id, string Kind, long Peer, DateTimeOffset At, string Text);
