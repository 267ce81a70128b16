using System.Text;

namespace Tqq.Faults.PowerCuts;

/// <summary>
/// The same program but for one word: it opens its store with `synchronous=1`, which is NORMAL. What it loses
/// shows that the run can see losses.
/// </summary>
internal static class WeakProgram
{
    private static readonly byte[] s_full = Encoding.Unicode.GetBytes("PRAGMA synchronous = FULL;");
    private static readonly byte[] s_normal = Encoding.Unicode.GetBytes("PRAGMA synchronous = 1   ;");

    /// <returns>The path of its tqq.dll.</returns>
    public static string Make(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(directory, Path.GetRelativePath(AppContext.BaseDirectory, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        var server = Path.Combine(directory, "Tqq.Server.dll");
        var bytes = File.ReadAllBytes(server);
        var at = bytes.AsSpan().IndexOf(s_full);
        if (at < 0)
            throw new InvalidOperationException("Tqq.Server.dll does not say PRAGMA synchronous = FULL");
        s_normal.CopyTo(bytes, at);
        File.WriteAllBytes(server, bytes);
        return Path.Combine(directory, "tqq.dll");
    }
}
