namespace Tqq.Faults.PowerCuts;

/// <summary>A directory on a tmpfs.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly string _path = Directory.CreateDirectory($"/dev/shm/tqq-faults-{Guid.NewGuid():N}").FullName;

    public string At(string name) => Path.Combine(_path, name);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
