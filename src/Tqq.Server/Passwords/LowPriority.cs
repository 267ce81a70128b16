using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Tqq.Server.Passwords;

/// <summary>
/// Threads that compute passwords or TLS handshakes give way to others that want the processor: a message
/// must not wait for somebody's login.
/// </summary>
internal static partial class LowPriority
{
    private const int ThisProcess = 0;
    // A third of the processor where two want it: enough to go on on a busy machine.
    private const int Nice = 5;

    private static readonly BlockingCollection<Action> s_leaving = [];
    private static readonly Lazy<Thread> s_usual = new(() =>
    {
        var thread = new Thread(Run) { Name = "usual priority", IsBackground = true };
        thread.Start();
        return thread;
    });

    /// <summary>Lowers the calling thread.</summary>
    public static void Take()
    {
        // Started before: it has the priority that this thread has yet.
        _ = s_usual.Value;
        // .NET knows thread priorities on Windows only; Linux takes the call for the thread, other systems for the whole process.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisProcess, 0, Nice);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    /// <summary>
    /// Has something go on in the thread pool, for a thread that is lowered. It must not give the pool work itself: the pool starts its
    /// threads where it is given work, a thread begins with the priority of the one that starts it, and nobody may raise it again.
    /// </summary>
    public static void GoOnInPool(Action action)
    {
        _ = s_usual.Value;
        s_leaving.Add(action);
    }

    private static void Run()
    {
        foreach (var action in s_leaving.GetConsumingEnumerable())
            ThreadPool.UnsafeQueueUserWorkItem(static action => action(), action, preferLocal: false);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
