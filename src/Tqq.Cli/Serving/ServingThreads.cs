namespace Tqq.Cli.Serving;

/// <summary>How the threads of this process are set for a server.</summary>
internal static class ServingThreads
{
    /// <summary>So many threads work at least before one waits for another, however few cores there are.</summary>
    public const int Least = 4;

    /// <summary>To be called before the first socket is made.</summary>
    public static void Prepare()
    {
        // What reads a socket is run by the thread that hears of its bytes: worth a sixth of the speed (bench/run limits), and safe, because the
        // wire blocks nowhere and the web port goes elsewhere first. The runtime takes this setting from its environment only.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");

        // With a thread per core, which is what the pool begins with, a single core has a single one: a poll then waits behind every connection
        // that is just being ended and every long reply. With some more the system shares the core out (tests/faults/wire slow).
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Least), completions);
    }
}
