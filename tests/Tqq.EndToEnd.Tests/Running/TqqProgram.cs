using System.Diagnostics;
using System.Text;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>The real program: as a process of its own where that is the subject, otherwise without one.</summary>
public static partial class TqqProgram
{
    /// <summary>The built program, beside the tests.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "tqq.dll");

    /// <summary>Starts it as a process.</summary>
    public static Process Start(
        IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null, string? workingDirectory = null,
            string? program = null)
    {
        var start = new ProcessStartInfo("dotnet", [program ?? Path, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = workingDirectory ?? System.IO.Path.GetTempPath(),
        };
        foreach (var variable in start.Environment.Keys.Where(key => key.StartsWith("TQQ_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(variable);
        // What lives for seconds gains nothing from it: a tenth of the processor time of a start.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
