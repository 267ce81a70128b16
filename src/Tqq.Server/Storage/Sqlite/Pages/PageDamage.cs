namespace Tqq.Server.Storage.Sqlite.Pages;

/// <summary>
/// What the last read of this thread stumbled over. SQLite hands an error number through and no more; but it reads on the thread that
/// asked, so that whoever catches the error finds the name of the page here.
/// </summary>
internal static class PageDamage
{
    [ThreadStatic]
    private static string? t_last;

    public static void Note(string what) => t_last = what;

    /// <summary>Takes the note out; null where there is none.</summary>
    public static string? Take() => Interlocked.Exchange(ref t_last, null);
}
