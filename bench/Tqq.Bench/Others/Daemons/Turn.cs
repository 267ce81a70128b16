using System.Diagnostics;

namespace Tqq.Bench.Others.Daemons;

/// <summary>
/// The machine for oneself, among those who measure on it and agree on a file: it is locked with flock(1), and given to others after some minutes.
/// </summary>
/// <param name="file">The file; null: nobody to agree with.</param>
internal sealed class Turn(string? file) : IDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(3);
    private readonly Stopwatch _held = new();
    private Process? _holder;

    /// <summary>Waits for it, unless it is held already and has not been for long. What comes next should take two minutes at most.</summary>
    public async Task TakeAsync()
    {
        if (file is null || (_holder is not null && _held.Elapsed < s_longest))
            return;
        Dispose();
        _holder = Process.Start(new ProcessStartInfo("flock", ["-x", file, "sh", "-c", "echo; read -r _"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await _holder.StandardOutput.ReadLineAsync();
        _held.Restart();
    }

    public void Dispose()
    {
        _holder?.StandardInput.Close();
        _holder?.WaitForExit();
        _holder?.Dispose();
        _holder = null;
    }
}
