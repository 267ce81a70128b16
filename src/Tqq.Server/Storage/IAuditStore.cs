using System.Collections.Immutable;
using System.Text;

namespace Tqq.Server.Storage;

/// <summary>
/// What administrators did, in a chain: each row has a hash over the one before it and itself, so that a row that was changed, added or
/// removed shows.
/// </summary>
public interface IAuditStore
{
    /// <summary>Adds a row; it is on disk when the task ends.</summary>
    /// <returns>Its number.</returns>
    /// <exception cref="StoreUncertainException">It has not ended in time.</exception>
    /// <exception cref="StoreRefusedException">The store is full, locked, damaged, or its disk hangs.</exception>
    Task<long> AddAuditAsync(AuditRow row);

    /// <summary>Acts with their outcomes, newest first.</summary>
    /// <param name="filter">Which.</param>
    /// <param name="before">The number before which to begin; <see cref="long.MaxValue"/> for the newest.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<AuditEntry>> ListAuditAsync(AuditFilter filter, long before, int limit, CancellationToken cancellationToken);

    /// <summary>Rows as they stand in the chain, ascending.</summary>
    /// <param name="after">The number behind which to begin.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<ImmutableArray<AuditLink>> ReadAuditAsync(long after, int limit, CancellationToken cancellationToken);

    /// <summary>Goes through the whole chain.</summary>
    Task<AuditVerdict> VerifyAuditAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Removes rows that are older than this, as long as all before them are; where they stood is remembered, so that the chain holds.
    /// </summary>
    /// <returns>How many.</returns>
    Task<int> SweepAuditAsync(DateTimeOffset before, int most);
}

/// <summary>A row that is to be added.</summary>
/// <param name="At">When, by the calendar.</param>
/// <param name="ActOf">The number of the row whose outcome this is; null where it is an act itself.</param>
/// <param name="Who">The administrator's number, "token", or "nobody" before somebody has proved to be one.</param>
/// <param name="Address">From where.</param>
/// <param name="Act">What, such as "account.kick".</param>
/// <param name="Target">On whom or what; may be empty.</param>
/// <param name="Detail">What else there is to say; nothing that is secret.</param>
/// <param name="Outcome">What became of it; empty where that is not known yet.</param>
public sealed record AuditRow(
    DateTimeOffset At, long? ActOf, string Who, string Address, string Act, string Target, string Detail, string Outcome)
{
    // A list of accounts that were made has 1,000 numbers.
    private const int Longest = 12_000;

    /// <summary>
    /// The row without what would part its fields or its line: control characters become spaces. Long texts are cut. Half a character,
    /// which has no UTF-8, becomes U+FFFD.
    /// </summary>
    public AuditRow Plain() => this with { Target = Plain(Target), Detail = Plain(Detail) };

    private static string Plain(string text) => string.Concat(
        (text.Length > Longest ? text[..Longest] : text).EnumerateRunes().Select(one => Rune.IsControl(one) ? " " : one.ToString()));
}

/// <summary>A row as it stands in the chain.</summary>
/// <param name="Number">Its number: each is one more than the one before.</param>
/// <param name="Row">The row.</param>
/// <param name="Hash">SHA-256 over the hash before it and the row, in upper-case hex.</param>
public sealed record AuditLink(long Number, AuditRow Row, string Hash);

/// <summary>An act with its outcome.</summary>
/// <param name="Number">The number of its row.</param>
/// <param name="At">When, by the calendar.</param>
/// <param name="Who">The administrator's number, "token", or "nobody".</param>
/// <param name="Address">From where.</param>
/// <param name="Act">What.</param>
/// <param name="Target">On whom or what.</param>
/// <param name="Detail">What else there is to say.</param>
/// <param name="Outcome">What became of it; empty where nobody knows, because the server ended meanwhile.</param>
public sealed record AuditEntry(
    long Number, DateTimeOffset At, string Who, string Address, string Act, string Target, string Detail, string Outcome);

/// <summary>Which acts are listed; what is null is not asked for.</summary>
/// <param name="Who">Of whom.</param>
/// <param name="Act">What, by its beginning.</param>
/// <param name="Address">From where.</param>
/// <param name="Text">A text in target, detail or outcome, whatever its case where it is ASCII.</param>
public sealed record AuditFilter(string? Who = null, string? Act = null, string? Address = null, string? Text = null);

/// <summary>What a look through the chain has found.</summary>
/// <param name="Fault">The first thing that is wrong; null where nothing is.</param>
/// <param name="First">The number of the first row; one more than the last that was removed because it was old.</param>
/// <param name="Last">The number of the last row, 0 where there has been none.</param>
/// <param name="Head">The hash of the last row: whoever has noted it elsewhere sees by it that nothing before it has changed.</param>
public sealed record AuditVerdict(string? Fault, long First, long Last, string Head);
