using System.Collections.Immutable;

namespace Tqq.Server.Storage;

/// <summary>
/// Backups that the running server makes of its own store, in a directory of their own. Each appears under its name only when it is whole,
/// read through and on the disk.
/// </summary>
public interface IBackups
{
    /// <summary>Where they are.</summary>
    string Directory { get; }

    /// <summary>The one that is being made; null while none is.</summary>
    BackupRun? Running { get; }

    /// <summary>What became of the last one that was begun since the server started, if that was none.</summary>
    BackupFailure? LastFailure { get; }

    /// <summary>Backups in the directory whose names stand before another, the newest first.</summary>
    /// <param name="before">The name; null for the newest.</param>
    /// <param name="limit">How many at most.</param>
    ImmutableArray<Backup> List(string? before, int limit);

    /// <summary>Begins to make one.</summary>
    /// <returns>It, or the one that was being made already.</returns>
    (BackupRun Run, bool IsNew) Begin();
}

/// <summary>A backup.</summary>
/// <param name="Name">The name of its file, which says when it was made.</param>
/// <param name="Bytes">How large it is.</param>
/// <param name="Made">When it was made.</param>
/// <param name="Accounts">How many accounts it holds; null where it was made before the server started.</param>
/// <param name="Messages">How many messages, those delivered and kept among them; the same.</param>
public sealed record Backup(string Name, long Bytes, DateTimeOffset Made, long? Accounts, long? Messages);

/// <summary>A backup that is being made.</summary>
/// <param name="Name">The name that its file will have.</param>
/// <param name="Started">When it was begun.</param>
/// <param name="Bytes">How much of it is written.</param>
/// <param name="Of">How large the store is; the backup may be smaller.</param>
/// <param name="IsVerifying">Whether all is written, and is being read through.</param>
public sealed record BackupRun(string Name, DateTimeOffset Started, long Bytes, long Of, bool IsVerifying);

/// <summary>A backup that could not be made.</summary>
/// <param name="At">When that was known.</param>
/// <param name="Detail">Why, in one line.</param>
public sealed record BackupFailure(DateTimeOffset At, string Detail);
