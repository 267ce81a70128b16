using Tqq.Cli.Language;
using Tqq.Server.Storage;

namespace Tqq.Cli.Terminal;

/// <summary>Why a file or directory could not be used, in the language of the user.</summary>
internal static class FileWords
{
    /// <inheritdoc cref="FileFaults.Why"/>
    public static string Why(Exception error, string path, FileUse use) =>
        ServerTexts.Of(FileFaults.Why(error, Surroundings.Current.FullPath(path), use));
}
