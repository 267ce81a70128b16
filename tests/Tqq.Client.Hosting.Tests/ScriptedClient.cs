using System.Collections.Immutable;
using System.Runtime.CompilerServices;

namespace Tqq.Client.Hosting.Tests;

/// <summary>A client without a server.</summary>
internal sealed class ScriptedClient(uint uin, ImmutableArray<Incoming> items, ScriptedSignIn script) : ITqqClient
{
    public uint Uin => uin;

    public async IAsyncEnumerable<Incoming> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            foreach (var item in items)
                yield return item;
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            script.HasEnded.TrySetResult();
        }
    }

    public Task SendAsync(uint uin, string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        script.Sent(Uin, uin, text);
        return script.Refuses is null ? Task.CompletedTask : Task.FromException(script.Refuses);
    }

    public void Settle(Incoming item) => script.Settled.Enqueue(item);

    public bool HasUnacknowledged { get; set; }

    /// <summary>What an acknowledgement comes to.</summary>
    public Func<Task> Acknowledges { get; set; } = () => Task.CompletedTask;

    /// <summary>How many there were.</summary>
    public int Acknowledgements { get; private set; }

    public Task AcknowledgeAsync(CancellationToken cancellationToken = default)
    {
        Acknowledgements++;
        return Acknowledges();
    }

    public Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken = default) => Task.FromResult(items);

    public Task<int> CountFriendsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<UserProfile> GetInfoAsync(uint uin, ProfileDetail detail = ProfileDetail.Full,
        CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task SignOutAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
