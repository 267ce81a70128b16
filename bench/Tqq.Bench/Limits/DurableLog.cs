using System.Collections.Concurrent;

namespace Tqq.Bench.Limits;

/// <summary>The least that "on disk" can cost: a line at the end of a file, and one fsync for all that wait.</summary>
internal sealed class DurableLog
{
    private static readonly byte[] s_line = new byte[100];

    private readonly BlockingCollection<TaskCompletionSource> _waiting = [];

    /// <param name="path">The file; written until the process ends.</param>
    public DurableLog(string path) => new Thread(() => Write(path)) { IsBackground = true }.Start();

    /// <summary>Ends when it is on disk.</summary>
    public Task AppendAsync()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting.Add(done);
        return done.Task;
    }

    private void Write(string path)
    {
        using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        var together = new List<TaskCompletionSource>();
        foreach (var first in _waiting.GetConsumingEnumerable())
        {
            together.Clear();
            together.Add(first);
            while (_waiting.TryTake(out var next))
                together.Add(next);
            file.Write([.. Enumerable.Repeat(s_line, together.Count).SelectMany(line => line)]);
            file.Flush(flushToDisk: true);
            together.ForEach(done => done.SetResult());
        }
    }
}
