using System.Globalization;
using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>Threads of low priority keep it to themselves.</summary>
public sealed class LowPriorityTests
{
    // The 19th field of proc(5) is the priority of a thread; the name before it may have spaces.
    private static int Nice(string task)
    {
        var stat = File.ReadAllText(Path.Combine(task, "stat"));
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], CultureInfo.InvariantCulture);
    }

    // Of one that has ended meanwhile, none.
    private static string NameOf(string task)
    {
        try
        {
            return File.ReadAllText(Path.Combine(task, "comm")).Trim();
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact]
    public async Task What_a_lowered_thread_has_go_on_is_given_to_the_pool_by_a_thread_of_the_usual_priority()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the priority is of the whole process");
        var done = new TaskCompletionSource<(int Lowered, bool IsInPool)>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() =>
        {
            LowPriority.Take();
            var lowered = Nice("/proc/thread-self");
            LowPriority.GoOnInPool(() => done.SetResult((lowered, Thread.CurrentThread.IsThreadPoolThread)));
        }).Start();
        var (nice, isInPool) = await done.Task;
        Assert.True(isInPool);
        var usual = Assert.Single(Directory.GetDirectories("/proc/self/task"), task =>
            NameOf(task) == "usual priority");
        Assert.Equal(Nice("/proc/self"), Nice(usual));
        Assert.True(nice >= Nice(usual));
    }
}
