using Microsoft.Data.Sqlite;
using Tqq.Server.Storage.Sqlite.Pages;

namespace Tqq.Server.Storage.Sqlite;

/// <summary>What an error of SQLite means for the store.</summary>
internal static class SqliteErrors
{
    private const int NotPermitted = 3;
    private const int Busy = 5;
    private const int ReadOnly = 8;
    private const int CannotOpen = 14;
    private const int Full = 13;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int NotADatabase = 26;
    private const int IoErrorWrite = 778;
    private const int IoErrorGrowingIndex = 4874; // SQLITE_IOERR_SHMSIZE: the index of the log wants another page

    extension(SqliteException exception)
    {
        /// <summary>No room: refused now, tried again later.</summary>
        public bool MeansFull =>
            exception.SqliteErrorCode == Full || exception.SqliteExtendedErrorCode is IoErrorWrite or IoErrorGrowingIndex;

        /// <summary>Another program has locked the store for longer than one waits: nothing was written.</summary>
        public bool MeansBusy => exception.SqliteErrorCode == Busy;

        /// <summary>A page that was to be read is not as it was written. Nothing was written, and other pages may be whole.</summary>
        public bool MeansDamaged => exception.SqliteErrorCode == Corrupt || exception.SqliteExtendedErrorCode == SqliteInterface.DataError;

        /// <summary>
        /// The disk failed, fsync above all: after that nobody knows what is on it, and trying again could claim what is
        /// not so. The process has to stop.
        /// </summary>
        public bool MeansDiskFailed => exception.SqliteErrorCode == IoError && !exception.MeansFull && !exception.MeansDamaged;

        /// <summary>The file is no database at all, or a damaged one.</summary>
        public bool MeansForeign => exception.SqliteErrorCode == NotADatabase || exception.MeansDamaged;

        /// <summary>Why something could not be done, as the second half of a sentence; SQLite's own words are for programmers.</summary>
        public string Why => exception switch
        {
            { MeansFull: true } => "there is no room left on the disk",
            { MeansBusy: true } => "another program is using it",
            { MeansForeign: true } => "the file is damaged",
            { SqliteErrorCode: CannotOpen } => "permission denied, or too many files are open",
            { SqliteErrorCode: NotPermitted or ReadOnly } => "permission denied",
            { MeansDiskFailed: true } => "the disk has failed",
            _ => $"the system says \"{exception.Message}\"",
        };

        /// <summary>The damage that was read, with its name.</summary>
        public StoreDamagedException AsDamage(string path) => new(PageDamage.Take() ?? $"{path}: {exception.Why}", exception);
    }
}
