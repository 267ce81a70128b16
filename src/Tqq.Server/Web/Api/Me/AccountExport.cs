using System.Collections.Immutable;
using System.Globalization;
using Tqq.Core;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Log;
using Tqq.Core.Operations;
using Tqq.Core.Sessions;
using Tqq.Server.Messaging;
using static Tqq.Server.Web.SettingWords;

namespace Tqq.Server.Web.Api.Me;

/// <summary>
/// All that an account has here, as one zip: account.json, and a file of lines of JSON for each list.
/// </summary>
internal sealed class AccountExport(
    IDeviceMessenger messenger, IDevicePeople people, IDeviceLog log, TimeProvider time)
{
    /// <summary>The lists of others, each with the name of its file.</summary>
    public static readonly IReadOnlyList<(string Name, AcquaintanceList List)> Lists =
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
    public Task WriteAsync(Stream body, ApiCaller caller, OwnAccount own, CancellationToken ct) =>
        ExportZip.WriteAsync(body, time.GetUtcNow(), zip => WriteAsync(zip, caller, own, ct), ct);

    private async Task WriteAsync(ExportZip zip, ApiCaller caller, OwnAccount own, CancellationToken ct)
    {
        await zip.AddAsync("account.json", MeRoutes.Show(own), MeJson.Default.MeBody, ct);
        foreach (var (name, list) in Lists)
            await zip.AddAsync(name + ".ndjson", PeopleAsync(caller, list, ct), MeJson.Default.ExportedPerson, ct);
        await zip.AddAsync("sessions.ndjson", SessionsAsync(caller, ct), MeJson.Default.ExportedSession, ct);
        await zip.AddAsync("messages.ndjson", MessagesAsync(caller, ct), MeJson.Default.ExportedMessage, ct);
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
        foreach (var session in ExportedSession.Of(sessions.Wire, sessions.Devices))
            yield return session;
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
    string Kind, string? Id, string? Name, string Address, DateTimeOffset Begun, DateTimeOffset? LastSeen = null)
{
    /// <summary>The sessions of an account, the one of the wire first.</summary>
    public static IEnumerable<ExportedSession> Of(SessionRecord? wire, ImmutableArray<DeviceSession> devices)
    {
        if (wire is not null)
            yield return new("wire", null, null, wire.Address.ToString(), wire.Started);
        foreach (var device in devices)
            yield return new(Word(device.Kind), device.Id.ToString(CultureInfo.InvariantCulture), device.Name, device.Address.ToString(),
                device.Begun, device.LastSeen);
    }
}

/// <summary>A line of an export: something that was said.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">text (it came in), sent, friend-request, request-accepted or request-refused.</param>
/// <param name="Peer">Who sent it, or whom it was sent to.</param>
/// <param name="At">When.</param>
/// <param name="Text">The text.</param>
public sealed record ExportedMessage(string Id, string Kind, long Peer, DateTimeOffset At, string Text);
