using System.Text.Json.Serialization;

namespace Tqq.Server.Web.Admin.Overview;

/// <summary>How the server is, at one look.</summary>
/// <param name="Version">Its version.</param>
/// <param name="Now">When that was.</param>
/// <param name="Started">When the server started.</param>
/// <param name="UptimeSeconds">How long ago that is.</param>
/// <param name="Accounts">Its accounts.</param>
/// <param name="Online">Who is online, and by which doors.</param>
/// <param name="Sessions">All sessions, open or not: as many as the list of sessions has.</param>
/// <param name="Messages">Texts that recipients took.</param>
/// <param name="Store">The store.</param>
/// <param name="Delays">How long things took, of the last five minutes.</param>
/// <param name="Queues">What waits.</param>
/// <param name="Errors">Errors in the log.</param>
/// <param name="Findings">What needs a look, worst first, and what is well.</param>
public sealed record OverviewBody(string Version, DateTimeOffset Now, DateTimeOffset Started, long UptimeSeconds,
    OverviewAccounts Accounts, OverviewOnline Online, OverviewSessions Sessions,
    OverviewMessages Messages, OverviewStore Store, OverviewDelays Delays,
    OverviewQueues Queues, OverviewErrors Errors, IReadOnlyList<OverviewFinding> Findings);

/// <summary>How many accounts there are.</summary>
/// <param name="Total">All.</param>
/// <param name="NewThisWeek">Those made within seven days; missing where it was not counted yet. It is counted each ten minutes.</param>
public sealed record OverviewAccounts(long? Total, long? NewThisWeek);

/// <summary>Who is online. An account may be so by several doors.</summary>
/// <param name="Accounts">Accounts.</param>
/// <param name="Wire">Sessions of HTTP QQ.</param>
/// <param name="Web">Open streams of pages.</param>
/// <param name="Api">Open streams of programs and tokens.</param>
/// <param name="WithoutKey">Sessions of HTTP QQ that are known by their address only.</param>
public sealed record OverviewOnline(long Accounts, long Wire, long Web, long Api, long WithoutKey);

/// <summary>
/// Sessions, whether somebody is there now or not; each kind counted up to 10000, and one more where there are more.
/// </summary>
/// <param name="Wire">Of HTTP QQ.</param>
/// <param name="Web">Of pages.</param>
/// <param name="Api">Of programs, tokens and bots.</param>
public sealed record OverviewSessions(long Wire, long Web, long Api);

/// <summary>Texts that recipients took.</summary>
/// <param name="LastMinute">Within the last minute.</param>
/// <param name="Today">Since midnight (UTC), or since the server started.</param>
public sealed record OverviewMessages(long LastMinute, long Today);

/// <summary>The store.</summary>
/// <param name="Bytes">The size of its files.</param>
/// <param name="FreeBytes">The room that is left where they are; missing where the system does not say.</param>
/// <param name="OldestUncommittedMs">How many milliseconds the oldest change has waited for the disk.</param>
/// <param name="Trouble">Why it is not well; missing where it is.</param>
public sealed record OverviewStore(long Bytes, long? FreeBytes, double OldestUncommittedMs, string? Trouble);

/// <summary>How long things took; what was not measured is missing.</summary>
/// <param name="ToDisk">From putting a change in until it is on disk.</param>
/// <param name="ToPage">From what is on disk until it has gone to a stream.</param>
/// <param name="Commit">A transaction with its fsync.</param>
public sealed record OverviewDelays(OverviewDelay? ToDisk, OverviewDelay? ToPage, OverviewDelay? Commit);

/// <summary>How long something took.</summary>
/// <param name="P50Ms">The median, in milliseconds.</param>
/// <param name="P99Ms">What 99 of 100 did not exceed, in milliseconds.</param>
/// <param name="Count">How many were measured.</param>
public sealed record OverviewDelay(double P50Ms, double P99Ms, long Count);

/// <summary>What waits.</summary>
/// <param name="HeldReplies">Replies that are held back: penalties and logins after failures.</param>
/// <param name="LoginsWaiting">Logins that wait to have their password computed.</param>
/// <param name="AddressesSlowedDown">Addresses whose logins are held back because of failures.</param>
public sealed record OverviewQueues(long HeldReplies, long LoginsWaiting, long AddressesSlowedDown);

/// <summary>Errors in the log.</summary>
/// <param name="SinceStart">Since the server started.</param>
/// <param name="LastHour">Within the last hour.</param>
public sealed record OverviewErrors(long SinceStart, long LastHour);

/// <summary>Something that needs a look, or is well. Which values there are depends on the code.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Level">error, warning or ok.</param>
/// <param name="Port">The port that it is about.</param>
/// <param name="Count">How many.</param>
/// <param name="Address">An address.</param>
/// <param name="At">When.</param>
/// <param name="Bytes">How many bytes.</param>
/// <param name="Text">In words, of the server.</param>
public sealed record OverviewFinding(string Code, string Level, int? Port = null, long? Count = null, string? Address = null,
    DateTimeOffset? At = null, long? Bytes = null, string? Text = null);

/// <summary>
/// What the figures were. All lists have one length, oldest first: the last value is of the step that ended at `end`. Null is what was not
/// measured in a step.
/// </summary>
/// <param name="Span">hour, day or week.</param>
/// <param name="StepSeconds">How long a step is.</param>
/// <param name="End">When the last step ended; missing where none has.</param>
/// <param name="MessagesPerMinute">Texts that recipients took within the minute before.</param>
/// <param name="Online">Accounts that were online.</param>
/// <param name="RequestsPerSecond">Requests of both ports, for a second.</param>
/// <param name="HeldReplies">Replies that were being held back.</param>
/// <param name="ToDiskP99Ms">In how many milliseconds 99 of 100 changes were on disk.</param>
/// <param name="ToPageP99Ms">In how many milliseconds 99 of 100 news had gone to streams.</param>
/// <param name="StoreBytes">The size of the store.</param>
/// <param name="Errors">Errors in the log.</param>
/// <param name="Marks">What happened meanwhile, oldest first.</param>
public sealed record OverviewHistoryBody(string Span, int StepSeconds, DateTimeOffset? End, IReadOnlyList<double?> MessagesPerMinute,
    IReadOnlyList<double?> Online, IReadOnlyList<double?> RequestsPerSecond, IReadOnlyList<double?> HeldReplies,
    IReadOnlyList<double?> ToDiskP99Ms, IReadOnlyList<double?> ToPageP99Ms, IReadOnlyList<double?> StoreBytes,
    IReadOnlyList<double?> Errors, IReadOnlyList<OverviewMark> Marks);

/// <summary>Something that happened.</summary>
/// <param name="At">When.</param>
/// <param name="Kind">start (of the server) or backup.</param>
public sealed record OverviewMark(DateTimeOffset At, string Kind);

/// <summary>Generated serializers.</summary>
[JsonSerializable(typeof(OverviewBody))]
[JsonSerializable(typeof(OverviewHistoryBody))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class OverviewJson : JsonSerializerContext;
