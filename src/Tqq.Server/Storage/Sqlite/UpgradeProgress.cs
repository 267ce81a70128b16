using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>How far it is to bring a store to the current version.</summary>
/// <param name="Step">The step that is being done, from 1.</param>
/// <param name="Steps">How many steps there are for this store.</param>
/// <param name="Rows">How many checksums of rows this step has computed: one or two for each row.</param>
/// <param name="Elapsed">Since the first step began.</param>
public readonly record struct UpgradeStep(int Step, int Steps, long Rows, TimeSpan Elapsed);

/// <summary>
/// Says how far an upgrade is, so that nobody takes a long one for one that hangs. SQLite calls back while a statement runs; during the
/// fsync at the end of a step it does not. For one thread.
/// </summary>
/// <param name="time">Where time comes from.</param>
/// <param name="onStep">Is told, at most once in <see cref="Pause"/>; never of an upgrade that is over before.</param>
internal sealed class UpgradeProgress(TimeProvider time, Action<UpgradeStep> onStep)
{
    /// <summary>What lies between two calls, at least: in an hour they are 720 lines.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    // Some milliseconds of work.
    private const int Instructions = 20_000;

    private readonly long _began = time.GetTimestamp();
    private TimeSpan _said;
    private int _step;
    private int _steps;
    private long _rows;

    /// <summary>Says how many steps are still to come.</summary>
    public void Expect(int steps) => _steps = _step + steps;

    /// <summary>Does one step, with word of how far it is.</summary>
    public void Do(SqliteConnection connection, Action step)
    {
        (_step, _rows) = (_step + 1, 0);
        RowSum.Register(connection, () => _rows++);
        raw.sqlite3_progress_handler(connection.Handle, Instructions, GoesOn, null);
        try
        {
            step();
        }
        finally
        {
            raw.sqlite3_progress_handler(connection.Handle, 0, null, null);
            RowSum.Register(connection);
        }
    }

    // 0 goes on with the statement.
    private int GoesOn(object? data)
    {
        var elapsed = time.GetElapsedTime(_began);
        if (elapsed - _said >= Pause)
        {
            _said = elapsed;
            onStep(new(_step, _steps, _rows, elapsed));
        }

        return 0;
    }
}
