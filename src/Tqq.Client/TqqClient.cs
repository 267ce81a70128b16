using System.Collections.Immutable;
using System.Text;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Grammar;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// An account that is logged in at a server. Any thread may call; requests go out one after the other, as the protocol wants it. What goes wrong on the
/// way is put right within <see cref="TqqClientOptions.RetryBudget"/>: a connection that breaks, "too fast" (RES=3), a session that has run out or that a
/// server has lost (RES=20, one new login). What stays wrong is a <see cref="TqqException"/>.
/// </summary>
public sealed class TqqClient : ITqqClient
{
    /// <summary>The words of <see cref="AskFriendAsync"/> and the reason of <see cref="RefuseFriendAsync"/> may have this many bytes of UTF-8 (§5.6).</summary>
    public const int LongestWords = 400;

    // Any number but 0 asks for the list; this one the clients of 2005 used.
    private const uint WantsList = 160;

    private readonly TqqClientOptions _options;
    private readonly Inbox _inbox = new();
    private readonly Conversation _conversation;
    private readonly MessageReader _reader;
    private readonly SendPace _pace;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ending = new();
    private Task _heartbeat = Task.CompletedTask;
    private int _isDisposed;
    private bool _isFull;

    private TqqClient(TqqClientOptions options)
    {
        _options = options;
        _logger = options.LoggerFactory.CreateLogger<TqqClient>();
        _conversation = new(options, new(options), _inbox, _logger);
        _reader = new(_inbox, FetchAsync, () => PollInterval, options.TimeProvider);
        _pace = new(options.MessageInterval, options.MessageBurst, options.TimeProvider);
    }

    /// <inheritdoc/>
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
    /// <exception cref="ForeignServerException">What is there is no HTTP QQ server.</exception>
    /// <exception cref="CertificateRejectedException">The server cannot prove who it is.</exception>
    /// <exception cref="TqqException">Any other answer than a login.</exception>
    public static async Task<TqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var client = new TqqClient(options.Checked());
        try
        {
            if (options.SessionKey is null)
                await client._conversation.LoginAsync(cancellationToken).ConfigureAwait(false);
            client._heartbeat = new Heartbeat(client._conversation, options.TimeProvider, client._logger).RunAsync(client._ending.Token);
            return client;
        }
        catch
        {
            client._conversation.Dispose();
            client._ending.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<int> CountFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            ListReply list => list.Friends.Length,
            _ => throw Unexpected(Command.List),
        };

    /// <inheritdoc/>
    public async Task<ImmutableArray<uint>> ListFriendsAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new ListRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is ListReply list ? list.Friends : [];

    /// <inheritdoc/>
    public async Task<int> CountOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(null, null), cancellationToken).ConfigureAwait(false) switch
        {
            ListCountReply count => (int)Math.Min(count.Count, int.MaxValue),
            QueryStatReply list => list.Online.Length,
            _ => throw Unexpected(Command.QueryStat),
        };

    /// <inheritdoc/>
    public async Task<ImmutableArray<FriendOnline>> ListOnlineAsync(CancellationToken cancellationToken = default) =>
        await AskAsync(new QueryStatRequest(WantsList, 0), cancellationToken).ConfigureAwait(false) is QueryStatReply reply
            ? [.. reply.Online.Select(friend => new FriendOnline(friend.Uin, friend.Nick, (UserStatus)friend.Status, friend.Avatar))]
            : [];

    /// <inheritdoc/>
    public async Task<UserProfile> GetInfoAsync(uint uin, ProfileDetail detail = ProfileDetail.Full, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new GetInfoRequest((uint)detail, uin), cancellationToken).ConfigureAwait(false);
        return reply is GetInfoReply info ? new(info.Target, info.Values) : throw Unexpected(Command.GetInfo);
    }

    /// <inheritdoc/>
    public async Task<AddResult> AddFriendAsync(uint uin, CancellationToken cancellationToken = default)
    {
        var reply = await AskAsync(new AddToListRequest(uin), cancellationToken).ConfigureAwait(false);
        return reply is AddToListReply { Code: var code } ? code switch
        {
            0 => new AddResult.Added(uin),
            1 => new AddResult.NeedsVerification(uin),
            _ => new AddResult.Refused(uin),
        } : throw Unexpected(Command.AddToList);
    }

    /// <inheritdoc/>
    public Task AskFriendAsync(uint uin, string words = "", CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 2, NotTooLong(words, nameof(words))), cancellationToken);

    /// <inheritdoc/>
    public Task AcceptFriendAsync(uint uin, CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 0, ""), cancellationToken);

    /// <inheritdoc/>
    public Task RefuseFriendAsync(uint uin, string reason = "", CancellationToken cancellationToken = default) => AskAsync(new AckAddToListRequest(uin, 1, NotTooLong(reason, nameof(reason))), cancellationToken);

    /// <inheritdoc/>
    public Task RemoveFriendAsync(uint uin, CancellationToken cancellationToken = default) => AskAsync(new DelFromListRequest(uin), cancellationToken);

    /// <inheritdoc/>
    public async Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(status))
            throw new ArgumentOutOfRangeException(nameof(status), status, "Online, Busy, Invisible or Offline.");
        await AskAsync(new ChangeStatRequest((uint)status), cancellationToken).ConfigureAwait(false);
        _conversation.Status = status == UserStatus.Online ? null : status;
    }

    /// <inheritdoc/>
    public async Task SendAsync(uint uin, string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentOutOfRangeException.ThrowIfNegative(options?.AlreadySent ?? 0, nameof(options));
        var (key, pieces) = (options?.Key ?? TextKey.New(), TextCutter.Cut(text).ToList());
        var keys = TextKey.ForMessages(key);
        for (var sent = options?.AlreadySent ?? 0; sent < pieces.Count; sent++)
        {
            var message = new MessageOnItsWay(uin, new(sent, pieces.Count), key);
            await KeepPaceAsync(message, cancellationToken).ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
            await _conversation.SendAsync(new(uin, pieces[sent], keys(sent)), message, cancellationToken).ConfigureAwait(false);
            options?.Progress?.Report(new(sent + 1, pieces.Count));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<Incoming> ReadAsync(CancellationToken cancellationToken = default) => _reader.ReadAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken = default) => _reader.PeekAsync(cancellationToken);

    /// <inheritdoc/>
    public void Settle(Incoming item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _inbox.Settle(item);
    }

    /// <inheritdoc/>
    public bool HasUnacknowledged => _conversation.OwesReceipt;

    /// <inheritdoc/>
    public Task AcknowledgeAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return _conversation.AcknowledgeAsync(cancellationToken);
    }

    /// <inheritdoc/>
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
        catch (Exception e) when (e is OperationCanceledException or TqqException)
        {
            // The session ends by itself in time; nothing that was not settled is lost by that.
        }

        _conversation.Dispose();
        _ending.Dispose();
    }

    private async Task KeepPaceAsync(MessageOnItsWay message, CancellationToken cancellationToken)
    {
        try
        {
            await _pace.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException e)
        {
            throw message.Canceled(e, isInDoubt: false);
        }
    }

    private static string NotTooLong(string words, string name) => Encoding.UTF8.GetByteCount(words) is var length && length <= LongestWords
        ? words
        : throw new ArgumentException($"These words have {length} bytes of UTF-8; {LongestWords} are allowed.", name);

    private static UnexpectedReplyException Unexpected(Command command) => new(command, "it says nothing of what was asked");

    private async Task<Reply> AskAsync(Request request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return (await _conversation.AskAsync(request, cancellationToken).ConfigureAwait(false)).Reply;
    }

    private Task FetchAsync(Func<bool> isWanted, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        var wasFull = _isFull;
        _isFull = _inbox.IsFull;
        if (_isFull && !wasFull)
            _logger.Full(Inbox.MostAtOnce);
        return _conversation.FetchAsync(isWanted, cancellationToken);
    }
}
