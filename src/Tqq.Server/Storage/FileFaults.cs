namespace Tqq.Server.Storage;

/// <summary>What somebody wanted of a file or directory.</summary>
public enum FileUse
{
    /// <summary>To read a file.</summary>
    Read,

    /// <summary>To write a file.</summary>
    Write,

    /// <summary>To write into a directory, which is made where there is none.</summary>
    WriteInto,
}

/// <summary>
/// Why a file or directory that a person named could not be used. The system's own texts differ by platform and are in English only; these
/// are few and have translations. All that shows such an error takes its words from here.
/// </summary>
public static class FileFaults
{
    // Numbers of errors as Linux has them, and as .NET passes them on in HResult.
    private const int DeviceFailed = 5;
    private const int TryAgain = 11;
    private const int NoMoreFiles = 23;
    private const int NoMoreFilesHere = 24;
    private const int NoSpace = 28;
    private const int ReadOnly = 30;
    private const int NameTooLong = 36;
    private const int TooManyLinks = 40;
    private const int QuotaReached = 122;

    // An error that was thrown by a program, not by the system: its text is as it was meant.
    private const int NotOfTheSystem = unchecked((int)0x80131620);

    /// <summary>The reason, as the second half of a sentence: "it cannot be written: permission denied".</summary>
    /// <param name="error">What was thrown: an <see cref="IOException"/> or an <see cref="UnauthorizedAccessException"/>.</param>
    /// <param name="path">The file or directory, as a full path.</param>
    /// <param name="use">What was wanted of it.</param>
    public static string Why(Exception error, string path, FileUse use) => error switch
    {
        PathTooLongException or { HResult: NameTooLong } => "the name is too long",
        FileNotFoundException or DirectoryNotFoundException => WhyMissing(path, use),
        UnauthorizedAccessException when use != FileUse.WriteInto && Directory.Exists(path) => "it is a directory, and a file is needed",
        UnauthorizedAccessException => "permission denied",
        { HResult: DeviceFailed } => "the disk has failed",
        { HResult: TryAgain } => "another program is using it",
        { HResult: NoMoreFiles or NoMoreFilesHere } => "too many files are open",
        { HResult: NoSpace } => "there is no room left on the disk",
        { HResult: ReadOnly } => "the file system is read-only",
        { HResult: TooManyLinks } => "its links lead in a circle",
        { HResult: QuotaReached } => "the user's disk quota is used up",
        { HResult: NotOfTheSystem } => error.Message,
        _ => $"the system says \"{error.Message}\"",
    };

    /// <summary>Whether there was no room on the disk, which may be another time.</summary>
    public static bool IsFull(Exception error) => error is { HResult: NoSpace or QuotaReached };

    // The first part of the path, from its end, that is there says what is wrong.
    private static string WhyMissing(string path, FileUse use)
    {
        var parent = Path.GetDirectoryName(path);
        if (use == FileUse.WriteInto)
            while (parent is not null && !Path.Exists(parent))
                parent = Path.GetDirectoryName(parent);
        return parent is null ? "there is no such file"
            : File.Exists(parent) ? $"{parent} is a file, not a directory"
            : !Directory.Exists(parent) ? $"there is no directory {parent}"
            : use == FileUse.Read ? "there is no such file"
            : $"nothing can be created in {parent}";
    }
}
