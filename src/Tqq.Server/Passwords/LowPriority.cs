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

    /// <summary>Lowers the calling thread.</summary>
    public static void Take()
    {
        // .NET knows thread priorities on Windows only; Linux takes the call for the thread, other systems for the whole process.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisProcess, 0, Nice);
        else
            Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
