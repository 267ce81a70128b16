using System.Threading.Channels;
using Tqq.Server.Messaging;

namespace Tqq.Server.Push;

/// <summary>
/// What came in and has to be looked at. The accounts put it here and go on; where too much comes, the newest is forgotten.
/// </summary>
internal sealed class PushInbox : IPushes
{
    private const int Most = 10_000;

    private readonly Channel<PushNote> _notes = Channel.CreateBounded<PushNote>(
        new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <inheritdoc/>
    public void Note(PushNote note) => _notes.Writer.TryWrite(note);

    /// <summary>What comes in from now on, until it is given up.</summary>
    public IAsyncEnumerable<PushNote> ReadAsync(CancellationToken cancellationToken) => _notes.Reader.ReadAllAsync(cancellationToken);
}
