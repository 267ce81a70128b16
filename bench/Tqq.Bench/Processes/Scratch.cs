namespace Tqq.Bench.Processes;

/// <summary>A directory for one measurement.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("tqq-bench-").FullName;

    public string Data => Path.Combine(_path, "data");

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
