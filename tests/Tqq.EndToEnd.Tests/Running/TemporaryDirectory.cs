namespace Tqq.EndToEnd.Tests.Running;

/// <summary>A directory that ends with the test.</summary>
public sealed class TemporaryDirectory : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("tqq-").FullName;

    public string At(string name) => Path.Combine(FullPath, name);

    public void Dispose() => Directory.Delete(FullPath, recursive: true);
}
