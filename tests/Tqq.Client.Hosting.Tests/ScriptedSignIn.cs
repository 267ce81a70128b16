using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Threading.Channels;

namespace Tqq.Client.Hosting.Tests;

/// <summary>Signs in clients that hand out what the test says and keep what is sent.</summary>
internal sealed class ScriptedSignIn : Dictionary<uint, ImmutableArray<Incoming>>, ITqqSignIn
{
    private readonly Channel<(uint, uint, string)> _sent = Channel.CreateUnbounded<(uint, uint, string)>();

    /// <summary>The loop over the items was left.</summary>
    public TaskCompletionSource HasEnded { get; } = new();

    public TqqException? Refuses { get; init; }

    public ConcurrentQueue<Incoming> Settled { get; } = [];

    public Task<ITqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken) =>
        Task.FromResult<ITqqClient>(new ScriptedClient(options.Uin, this[options.Uin], this));

    public ValueTask<(uint From, uint To, string Text)> NextSentAsync(CancellationToken cancellationToken) =>
        _sent.Reader.ReadAsync(cancellationToken);

    public void Sent(uint from, uint to, string text) => _sent.Writer.TryWrite((from, to, text));
}
