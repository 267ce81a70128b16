using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;
using Tqq.Core.Limits;
using Tqq.Server.Storage;

namespace Tqq.Server.Web.Admin.Auditing;

/// <summary>
/// Writes the audit log. Of an act a line is on disk before it is begun, so that none is done whose line cannot be written; what became of
/// it is another line, on disk before the answer.
/// </summary>
internal sealed partial class AuditTrail(IAuditStore store, ServerFacts facts, TimeProvider time, ILogger<AuditTrail> logger)
{
    /// <summary>The outcome of what was done.</summary>
    public const string Done = "done";

    /// <summary>The outcome of what was refused with a status.</summary>
    public static string Refused(int status) => string.Create(CultureInfo.InvariantCulture, $"refused {status}");

    /// <summary>Who somebody is who has not proved to be anybody.</summary>
    public const string Nobody = "nobody";

    // What nobody has proved to be costs a line each only so often: a flood of guesses must not fill the disk.
    private static readonly RateLimit s_failures = new(TimeSpan.FromSeconds(10), 60);

    private readonly Lock _lock = new();
    private TokenBucket _failures;
    private int _unwritten;

    /// <summary>Somebody is about to do something.</summary>
    /// <returns>The number of its line.</returns>
    /// <exception cref="StoreRefusedException">It cannot be written: then it must not be done.</exception>
    /// <exception cref="StoreUncertainException">Nobody knows whether it is written: then it must not be done.</exception>
    public async Task<long?> BeginAsync(string who, IPAddress from, string act, string target, string detail) =>
        await store.AddAuditAsync(new(facts.Calendar.GetUtcNow(), null, who, from.ToString(), act, target, detail, ""));

    /// <summary>
    /// Somebody is about to do something that is done even where no line of it can be written: it ends what somebody could do.
    /// </summary>
    /// <returns>The number of its line; null where there is none.</returns>
    public async Task<long?> TryBeginAsync(string who, IPAddress from, string act, string target, string detail)
    {
        try
        {
            return await BeginAsync(who, from, act, target, detail);
        }
        catch (Exception e) when (e is StoreRefusedException or StoreUncertainException)
        {
            LogNoLine(logger, act, who, e.Message);
            return null;
        }
    }

    /// <summary>What became of it. Where that cannot be written, the line of the act stands without it.</summary>
    public async Task EndAsync(long number, string who, IPAddress from, string act, AuditNotes notes, string outcome)
    {
        try
        {
            await store.AddAuditAsync(new(
                facts.Calendar.GetUtcNow(), number, who, from.ToString(), act, notes.Target, notes.Detail, outcome));
        }
        catch (Exception e) when (e is StoreRefusedException or StoreUncertainException)
        {
            LogNoOutcome(logger, number, outcome, e.Message);
        }
    }

    /// <summary>Something has been proved, such as who somebody is; nothing was done yet.</summary>
    /// <exception cref="StoreRefusedException">It cannot be written: then nothing may follow from it.</exception>
    /// <exception cref="StoreUncertainException">Nobody knows whether it is written: then nothing may follow from it.</exception>
    public Task ProvedAsync(string who, IPAddress from, string act, string detail) =>
        store.AddAuditAsync(new(facts.Calendar.GetUtcNow(), null, who, from.ToString(), act, "", detail, Done));

    /// <summary>Somebody has tried to prove something and failed.</summary>
    public async Task FailedAsync(IPAddress from, string act, string target, string outcome)
    {
        var detail = "";
        lock (_lock)
        {
            if (!_failures.TryTake(s_failures, time.GetElapsedTime(0)))
            {
                _unwritten++;
                return;
            }

            if (_unwritten > 0)
                detail = string.Create(CultureInfo.InvariantCulture, $"before it {_unwritten} failed that have no line");
            _unwritten = 0;
        }

        await store.AddAuditAsync(new(facts.Calendar.GetUtcNow(), null, Nobody, from.ToString(), act, target, detail, outcome));
    }

    [LoggerMessage(50, LogLevel.Error, "the audit log has line {Number}, but not its outcome, {Outcome}: {Why}")]
    private static partial void LogNoOutcome(ILogger logger, long number, string outcome, string why);

    [LoggerMessage(53, LogLevel.Error, "the audit log has no line of {Act} by {Who}, which was done all the same: {Why}")]
    private static partial void LogNoLine(ILogger logger, string act, string who, string why);
}
