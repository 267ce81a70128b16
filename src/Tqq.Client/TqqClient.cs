using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// An account that is logged in: all eleven commands of HTTP QQ 1.1 (protocol.md §5) as typed calls. Any thread may call; requests go out one after
/// the other, as the protocol wants it. What goes wrong on the way is put right within <see cref="TqqClientOptions.RetryBudget"/>: a connection
/// that breaks, "too fast" (RES=3), a session that is gone (RES=20, one new login). What stays wrong is a <see cref="TqqException"/>.
/// </summary>
public sealed class TqqClient : IAsyncDisposable
{
    /// <summary>The words of <see cref="AskFriendAsync"/> and the reason of <see cref="RefuseFriendAsync"/> may have this many bytes of UTF-8 (§5.6).</summary>
    public const int LongestWords = 400;

    // Any number but 0 asks for the list; this one the clients of 2005 used.
    private const uint WantsList = 160;

    private readonly TqqClientOptions _options;
    private readonly Conversation _conversation;
    private readonly Inbox _inbox = new();
    private readonly SendPace _pace;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private Task _heartbeat = Task.CompletedTask;
    private int _readers;
    private int _isDisposed;

    private TqqClient(TqqClientOptions options)
    {
        _options = options;
        _logger = options.LoggerFactory.CreateLogger<TqqClient>();
        _conversation = new(options, new(options.Server, options.ReplyTimeout, options.TimeProvider), _inbox, _logger);
        _pace = new(options.MessageInterval, options.MessageBurst, options.TimeProvider);
    }

    /// <summary>The account's number.</summary>
    public uint Uin => _options.Uin;

    /// <summary>How often at least the server wants to be called, `HI`. The client sees to it.</summary>
    public TimeSpan Heartbeat => _conversation.Pace.Heartbeat;

    /// <summary>After how long without a call the server ends the session, `LI`.</summary>
    public TimeSpan SessionLifetime => _conversation.Pace.Lifetime;

    /// <summary>How long <see cref="ReadAsync"/> waits between two polls that find nothing.</summary>
    public TimeSpan PollInterval => _options.PollInterval < Heartbeat / 2 ? _options.PollInterval : Heartbeat / 2;

    /// <summary>The key of the session, for <see cref="TqqClientOptions.SessionKey"/> of a later client; null where the server gives none. Who has it can act as this account until the session ends.</summary>
    public string? SessionKey => _conversation.Key;

    /// <summary>Login (§5.1): begins a session, or goes on with that of <see cref="TqqClientOptions.SessionKey"/>.</summary>
    /// <param name="options">Who, and where; copied.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="ArgumentException">An option is not allowed.</exception>
    /// <exception cref="LoginFailedException">The server does not let the account in.</exception>
    /// <exception cref="ServerUnreachableException">There is no server; that is not tried again here.</exception>
    /// <exception cref="TqqException">Any other answer than a login.</exception>
    public static async Task<TqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new TqqClient(options.Checked());
        try
        {
            if (options.SessionKey is null)
                await client._conversation.LoginAsync(cancellationToken).ConfigureAwait(false);
            client._heartbeat = client.BeatAsync(client._ending.Token);
            return client;
        }
        catch
        {
            client._conversation.Dispose();
            client._ending.Dispose();
            throw;
        }
    }

    /// <summary>List (§5.2) without `TN`: how many friends there are.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<int> CountFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            ListReply list => list.Friends.Length,
            var other => throw Unexpected(Protocol.Grammar.Command.List, other),
        };

    /// <summary>List (§5.2): the numbers of all friends, ascending.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is ListReply list ? list.Friends : [];

    /// <summary>Query_Stat (§5.3) without `TN`: how many friends are online. The server answers twice and closes; the second answer says nothing.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            QueryStatReply list => list.Online.Length,
            var other => throw Unexpected(Protocol.Grammar.Command.QueryStat, other),
        };

    /// <summary>Query_Stat (§5.3): the friends who are online or busy, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is QueryStatReply reply
            ? [.. reply.Online.Select(friend => new FriendOnline(friend.Uin, friend.Nick, (UserStatus)friend.Status, friend.Avatar))]
            : [];

    /// <summary>GetInfo (§5.4): the profile of any account.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="detail">How much of it.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    public async Task<UserProfile> GetInfoAsync(uint uin, ProfileDetail detail = ProfileDetail.Full, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new GetInfoRequest((uint)detail, uin), cancellationToken).ConfigureAwait(false);
        return reply is GetInfoReply info ? new(info.Target, info.Values) : throw Unexpected(Protocol.Grammar.Command.GetInfo, reply);
    }

    /// <summary>AddToList (§5.5): makes somebody a friend, if they let everybody.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    public async Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new AddToListRequest(uin), cancellationToken).ConfigureAwait(false);
        return reply is AddToListReply { Code: var code } ? code switch
        {
            0 => new AddResult.Added(uin),
            1 => new AddResult.NeedsVerification(uin),
            _ => new AddResult.Refused(uin),
        } : throw Unexpected(Protocol.Grammar.Command.AddToList, reply);
    }

    /// <summary>Ack_AddToList with `CD=2` (§5.6): asks somebody to become a friend. They read the words as <see cref="Incoming.FriendRequest"/>.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="words">What to say, at most <see cref="LongestWords"/> bytes of UTF-8.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The words are too long.</exception>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    public Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 2, NotTooLong(words, nameof(words))), cancellationToken);

    /// <summary>Ack_AddToList with `CD=0` (§5.6): accepts somebody's request; without one nothing happens.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 0, ""), cancellationToken);

    /// <summary>Ack_AddToList with `CD=1` (§5.6): refuses somebody's request; without one nothing happens.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="reason">Why, at most <see cref="LongestWords"/> bytes of UTF-8; they read it as <see cref="Incoming.Refused"/>.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ArgumentException">The reason is too long.</exception>
    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 1, NotTooLong(reason, nameof(reason))), cancellationToken);

    /// <summary>DelFromList (§5.7): takes somebody off one's own list. A friend who is none is no error.</summary>
    /// <param name="uin">Whom.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) => AskAsync(new DelFromListRequest(uin), cancellationToken);

    /// <summary>Change_Stat (§5.8): one's own status. A new login after a lost session sets it again.</summary>
    /// <param name="status">The status.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(status))
            throw new ArgumentOutOfRangeException(nameof(status), status, "Online, Busy, Invisible or Offline.");
        await AskAsync(new ChangeStatRequest((uint)status), cancellationToken).ConfigureAwait(false);
        _conversation.Status = status == UserStatus.Online ? null : status;
    }

    /// <summary>
    /// CLTMSG (§5.10): sends a text of any length. It is cut into messages of at most 400 bytes of UTF-8, between words where that can be, and they go
    /// at a pace the server bears. When this returns, all of it is on the server's disk (§4).
    /// </summary>
    /// <param name="uin">To whom; friend or not, online or not.</param>
    /// <param name="text">The text, not empty.</param>
    /// <param name="progress">Told after each message.</param>
    /// <param name="cancellationToken">Ends the call; what was sent by then stays sent.</param>
    /// <exception cref="IllegalUinException">There is no such account.</exception>
    /// <exception cref="DeniedException">The receiver's mailbox is full, or the server is stricter than documented.</exception>
    public async Task SendAsync(uint uin, string text, IProgress<SendProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        var pieces = TextCutter.Cut(text).ToList();
        for (var sent = 0; sent < pieces.Count; sent++)
        {
            await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
            await AskAsync(new CltMsgRequest(uin, pieces[sent]), cancellationToken).ConfigureAwait(false);
            progress?.Report(new(sent + 1, pieces.Count));
        }
    }

    /// <summary>
    /// GetMsgEx (§5.9): everything that comes, until cancelled; then the stream just ends. What was not yielded is not acknowledged: it is yielded by the
    /// next call of this method, or handed out by the server to the next client. An item counts as had when the next one is asked for or the loop is
    /// left. However long the loop's body takes, the session stays alive and nothing is lost meanwhile.
    /// </summary>
    /// <param name="cancellationToken">Ends the stream at once.</param>
    /// <exception cref="InvalidOperationException">Somebody else reads already.</exception>
    /// <exception cref="TqqException">The server is gone for longer than the budget, or does not let the account in any more.</exception>
    public async IAsyncEnumerable<Incoming> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _readers, 1) != 0)
            throw new InvalidOperationException("Only one may read at a time.");
        try
        {
            while (!cancellationToken.IsCancellationRequested)
            {
                while (_inbox.Peek() is { } item)
                {
                    try
                    {
                        yield return item;
                    }
                    finally
                    {
                        _inbox.Take();
                    }

                    if (cancellationToken.IsCancellationRequested)
                        yield break;
                }

                await PollAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Volatile.Write(ref _readers, 0);
        }
    }

    /// <summary>
    /// GetMsgEx (§5.9), once: what waits, oldest first, up to what the server hands out at once (100 messages). Nothing of it is acknowledged: until
    /// <see cref="ReadAsync"/> yields it, the same comes again, here or elsewhere. Only servers that know keys can leave it so.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken = default)
    {
        if (!_inbox.HasUntaken)
            await AskAsync(GetMsgExRequest.Instance, cancellationToken).ConfigureAwait(false);
        return _inbox.Snapshot();
    }

    /// <summary>Logout (§5.11): ends the session now. A later call of this client would begin a new one.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task SignOutAsync(CancellationToken cancellationToken = default) => AskAsync(LogoutRequest.Instance, cancellationToken);

    /// <summary>Signs out unless <see cref="TqqClientOptions.SignOutOnDispose"/> says otherwise, within <see cref="TqqClientOptions.SignOutTimeout"/>; never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _heartbeat.ConfigureAwait(false);
        using var patience = new CancellationTokenSource(_options.SignOutTimeout, _options.TimeProvider);
        try
        {
            await _conversation.EndAsync(_options.SignOutOnDispose, patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The session ends by itself in time; nothing that was not taken is lost by that.
        }

        _conversation.Dispose();
        _ending.Dispose();
    }

    private static UnexpectedReplyException Unexpected(Protocol.Grammar.Command command, Reply reply) => new(command, $"it is a {reply.GetType().Name}");

    private async Task<Reply> AskAsync(Request request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return (await _conversation.AskAsync(request, cancellationToken).ConfigureAwait(false)).Reply;
    }

    private async Task PollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await AskAsync(GetMsgExRequest.Instance, cancellationToken).ConfigureAwait(false);
            if (_inbox.HasUntaken)
                return;
            await Task.Delay(PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The stream ends; it does not fail.
        }
    }

    // Keeps the session when nobody reads or sends, or when a reader takes long over a message.
    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        try
        {
            for (; ; )
            {
                var left = (Heartbeat / 2) - _options.TimeProvider.GetElapsedTime(_conversation.LastReply);
                if (_conversation.HasSignedOut)
                    await Task.Delay(Heartbeat / 2, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                else if (left > TimeSpan.Zero)
                    await Task.Delay(left, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
                else
                    await BeatOnceAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The client ends.
        }
    }

    private static string NotTooLong(string words, string name) => Encoding.UTF8.GetByteCount(words) is var length && length <= LongestWords
        ? words
        : throw new ArgumentException($"These words have {length} bytes of UTF-8; {LongestWords} are allowed.", name);

    private async Task BeatOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _conversation.AskAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false);
        }
        catch (TqqException e)
        {
            _logger.HeartbeatFailed(e);
            await Task.Delay(Heartbeat / 2, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }
}
