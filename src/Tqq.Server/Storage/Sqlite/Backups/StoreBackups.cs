using System.Collections.Immutable;
using System.Globalization;

namespace Tqq.Server.Storage.Sqlite.Backups;

/// <summary>Makes backups of the store of a running server, one at a time.</summary>
/// <param name="data">The data directory.</param>
/// <param name="directory">Where backups go; made on first use, readable by its owner alone.</param>
/// <param name="time">Where stamps come from.</param>
public sealed class StoreBackups(string data, string directory, TimeProvider time) : IBackups, IDisposable
{
    private const string Beginning = "tqq-";
    private const string Ending = ".db";
    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Dictionary<string, BackupFacts> _facts = [];
    private (string Name, DateTimeOffset Started)? _running;
    private bool _isVerifying;
    private Task _work = Task.CompletedTask;

    /// <inheritdoc/>
    public string Directory => Path.GetFullPath(directory);

    /// <inheritdoc/>
    public BackupFailure? LastFailure { get; private set; }

    /// <inheritdoc/>
    public BackupRun? Running
    {
        get
        {
            lock (_lock)
                return Shown();
        }
    }

    /// <summary>Ends when the one that is being made is done, or could not be.</summary>
    public Task Work
    {
        get
        {
            lock (_lock)
                return _work;
        }
    }

    /// <inheritdoc/>
    public ImmutableArray<Backup> List(string? before, int limit)
    {
        if (!System.IO.Directory.Exists(Directory))
            return [];
        lock (_lock)
            return [.. new DirectoryInfo(Directory).EnumerateFiles($"{Beginning}*{Ending}")
                .Where(file => file.Name != _running?.Name && MadeAt(file.Name) is not null
                    && (before is null || string.CompareOrdinal(file.Name, before) < 0))
                .OrderByDescending(file => file.Name, StringComparer.Ordinal).Take(limit)
                .Select(file => new Backup(file.Name, file.Length, MadeAt(file.Name)!.Value, Facts(file.Name)?.Accounts,
                    Facts(file.Name)?.Messages))];
    }

    /// <inheritdoc/>
    public (BackupRun Run, bool IsNew) Begin()
    {
        lock (_lock)
        {
            if (Shown() is { } running)
                return (running, false);
            var now = time.GetUtcNow();
            var name = $"{Beginning}{now.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture)}{Ending}";
            (_running, _isVerifying) = ((name, now), false);
            // It reads and writes for long, on a thread of its own.
            _work = Task.Factory.StartNew(() => Make(name), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            return (Shown()!, true);
        }
    }

    /// <summary>Gives up what is being made; nothing of it stays.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        Work.Wait();
        _stopping.Dispose();
    }

    private static DateTimeOffset? MadeAt(string name) =>
        name.StartsWith(Beginning, StringComparison.Ordinal) && name.EndsWith(Ending, StringComparison.Ordinal)
        && DateTimeOffset.TryParseExact(name[Beginning.Length..^Ending.Length], Stamp, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var made) ? made : null;

    private BackupFacts? Facts(string name) => _facts.GetValueOrDefault(name);

    private BackupRun? Shown() => _running is var (name, started)
        ? new(name, started, LengthOf(Path.Combine(Directory, name + StoreBackup.Draft)),
            LengthOf(Path.Combine(data, DataDirectory.StoreName)), _isVerifying) : null;

    private static long LengthOf(string file) => new FileInfo(file) is { Exists: true } there ? there.Length : 0;

    // One at a time is made here: a draft of before is of a server that was killed in the middle, and would take its room for good.
    private void RemoveDrafts()
    {
        foreach (var file in new DirectoryInfo(Directory).EnumerateFiles($"{Beginning}*{Ending}{StoreBackup.Draft}*"))
            if (file.Name.IndexOf(StoreBackup.Draft, StringComparison.Ordinal) is var end && MadeAt(file.Name[..end]) is not null)
                file.Delete();
    }

    private void Make(string name)
    {
        BackupFailure? failure = null;
        try
        {
            if (!System.IO.Directory.Exists(Directory))
                OwnerOnly.CreateDirectory(Directory);
            RemoveDrafts();
            var facts = StoreBackup.Write(data, Path.Combine(Directory, name), _stopping.Token, () => _isVerifying = true);
            lock (_lock)
                _facts[name] = facts;
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        catch (StoreUnusableException e)
        {
            failure = new(time.GetUtcNow(), e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            failure = new(time.GetUtcNow(), $"the backup cannot be written: {FileFaults.Why(e, Directory, FileUse.WriteInto)}");
        }

        lock (_lock)
            (_running, LastFailure) = (null, failure);
    }
}
