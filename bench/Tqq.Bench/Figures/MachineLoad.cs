namespace Tqq.Bench.Figures;

/// <summary>What else a machine does while something is measured on it.</summary>
internal sealed class MachineLoad
{
    private readonly string _before = Average();

    /// <summary>How it was when this was made, and how it is now: a sentence.</summary>
    public override string ToString() => $"The load average of the machine was {_before} before and {Average()} at the end.";

    // Over the last minute.
    private static string Average() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
