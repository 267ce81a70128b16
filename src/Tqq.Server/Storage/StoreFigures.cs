using System.Collections.Immutable;
using Tqq.Server.Metrics;

namespace Tqq.Server.Storage;

/// <summary>What is counted and measured of the store.</summary>
public sealed class StoreFigures
{
    private static readonly ImmutableArray<double> s_batches = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];
    private static readonly ImmutableArray<string> s_refusals = ["full", "busy", "uncertain", "damaged", "other"];
    private static readonly ImmutableArray<string> s_files = ["database", "log", "search"];

    private readonly FigureList _figures;
    private readonly CountFigure _commits;
    private readonly CountFigure _refusals;
    private readonly SpreadFigure _commitTime;
    private readonly SpreadFigure _syncTime;
    private readonly SpreadFigure _batch;
    private readonly SpreadFigure _wait;

    /// <summary>Makes them.</summary>
    public StoreFigures(FigureList figures)
    {
        _figures = figures;
        _commits = figures.Count("tqq.store.commits", "Transactions that are on disk.");
        _refusals = figures.Count("tqq.store.refusals", "Changes that could not be stored, and why.",
            new FigureLabel("reason", s_refusals));
        _commitTime = figures.Time("tqq.store.commit", "The time of a transaction, from its beginning until it is on disk.");
        _syncTime = figures.Time("tqq.store.fsync", "The time that the disk took of a transaction to make it durable (fsync).");
        _batch = figures.Spread("tqq.store.batch", "How many changes came together in a transaction.", s_batches);
        _wait = figures.Time("tqq.store.wait", "From the moment a change is put in until it is on disk.");
    }

    /// <summary>A transaction is on disk.</summary>
    /// <param name="took">How long it took.</param>
    /// <param name="sync">How much of that the disk took to make it durable; null where nothing had to be.</param>
    /// <param name="changes">How many changes were in it.</param>
    public void Committed(TimeSpan took, TimeSpan? sync, int changes)
    {
        _commits.Add();
        _commitTime.Record(took);
        if (sync is { } time)
            _syncTime.Record(time);
        _batch.Record(changes);
    }

    /// <summary>A change is on disk.</summary>
    /// <param name="putIn">When it was put in, by the stopwatch.</param>
    public void Stored(long putIn) => _wait.RecordSince(putIn);

    /// <summary>A change could not be stored, or nobody knows.</summary>
    public void Refused(Exception cause) => _refusals.Add(cause switch
    {
        StoreFullException => 0,
        StoreBusyException => 1,
        StoreUncertainException => 2,
        StoreDamagedException => 3,
        _ => 4,
    });

    /// <summary>Has the state of an open store read whenever somebody asks.</summary>
    /// <param name="store">The store.</param>
    /// <param name="oldest">How long its oldest change has waited for the disk.</param>
    /// <param name="damage">What was found damaged in it.</param>
    /// <param name="path">Its file.</param>
    internal void Watch(IStore store, Func<TimeSpan> oldest, DamageLog damage, string path)
    {
        string[] files = [path, path + "-wal", path + "-search"];
        _figures.Gauge("tqq.store.oldest_uncommitted", "s", "How long the oldest change has waited for the disk.",
            _ => oldest().TotalSeconds);
        _figures.Gauge("tqq.store.healthy", "", "1 while what is written comes to the disk, as /healthz says, otherwise 0.",
            _ => store.Condition.Trouble is null ? 1 : 0);
        _figures.CountElsewhere("tqq.store.damage", "", "Places of the store that were found damaged.", _ => damage.Found.Count);
        _figures.Gauge("tqq.store.size", "By", "The size of the files of the store.",
            part => new FileInfo(files[part]) is { Exists: true } file ? file.Length : 0, new FigureLabel("file", s_files));
        _figures.Gauge("tqq.disk.free", "By", "The room that is left where the data directory is.", _ => FreeAt(path));
    }

    private static double FreeAt(string path)
    {
        try
        {
            return new DriveInfo(Path.GetDirectoryName(Path.GetFullPath(path))!).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return double.NaN;
        }
    }
}
