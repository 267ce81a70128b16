using System.Collections.Concurrent;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Keeps what browsers may have to be told of.</summary>
internal sealed class NotedPushes : IPushes
{
    private readonly ConcurrentQueue<PushNote> _notes = new();

    public void Note(PushNote note) => _notes.Enqueue(note);

    /// <summary>All of it since this was asked last.</summary>
    public IReadOnlyList<PushNote> Take()
    {
        var taken = new List<PushNote>();
        while (_notes.TryDequeue(out var note))
            taken.Add(note);
        return taken;
    }
}
