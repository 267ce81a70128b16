namespace Tqq.Faults.Clocks;

/// <summary>The calendar of one server, moved by libfaketime while it runs.</summary>
/// <param name="file">Where libfaketime reads how far it is moved.</param>
/// <param name="movesMonotonic">Whether the monotonic clock is moved too, which no real machine does.</param>
internal sealed class FakeClock(string file, bool movesMonotonic)
{
    private static readonly string s_library = System.Environment.GetEnvironmentVariable("FAKETIME_LIBRARY")
        ?? "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";

    public IReadOnlyDictionary<string, string> Environment
    {
        get
        {
            var environment = new Dictionary<string,
                string> { ["LD_PRELOAD"] = s_library, ["FAKETIME_TIMESTAMP_FILE"] = file, ["FAKETIME_NO_CACHE"] = "1" };
            if (!movesMonotonic)
                environment["FAKETIME_DONT_FAKE_MONOTONIC"] = "1";
            return environment;
        }
    }

    /// <summary>Moves it to so far from the real one: `+1h`, `-10y`, `+0`.</summary>
    public void Set(string offset)
    {
        // Put in place at once: a reader must not find half a line.
        File.WriteAllText(file + ".new", offset + "\n");
        File.Move(file + ".new", file, overwrite: true);
    }

    /// <summary>Removes what libfaketime leaves behind when its process is killed.</summary>
    public static void CleanUp(int process)
    {
        File.Delete($"/dev/shm/faketime_shm_{process}");
        File.Delete($"/dev/shm/sem.faketime_sem_{process}");
    }
}
