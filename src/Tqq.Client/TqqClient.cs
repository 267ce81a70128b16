using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Replies;
using Tqq.Protocol.Requests;

namespace Tqq.Client;

/// <summary>
/// An account that is logged in at a server. Any thread may call; requests go out one after the other, as the protocol wants it. What goes
/// wrong on the way is put right within <see cref="TqqClientOptions.RetryBudget"/>: a connection that breaks, "too fast" (RES=3), a session
/// that has run out or that a server has lost (RES=20, one new login). What stays wrong is a <see cref="TqqException"/>.
/// </summary>
public sealed partial class TqqClient : ITqqClient
{
    /// <summary>
    /// The words of <see cref="AskFriendAsync"/> and the reason of <see cref="RefuseFriendAsync"/> may
    /// have this many bytes of UTF-8 (§5.6).
    /// </summary>
    public const int LongestWords = 400;

    private readonly TqqClientOptions _options;
    private readonly Inbox _inbox = new();
    private readonly ClientSession _session;
    private readonly InboxReader _reader;
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
        _session = new(options, new(options), _inbox, _logger);
        _reader = new(_inbox, FetchAsync, () => PollInterval, options.TimeProvider);
        _pace = new(options.MessageInterval, options.MessageBurst, options.TimeProvider);
    }

    /// <inheritdoc/>
    public uint Uin => _options.Uin;

    /// <summary>How often at least the server wants to be called, `HI`. The client sees to it.</summary>
    public TimeSpan Heartbeat => _session.Pace.Heartbeat;

    /// <summary>After how long without a call the server ends the session, `LI`.</summary>
    public TimeSpan SessionLifetime => _session.Pace.Lifetime;

    /// <summary>How long <see cref="ReadAsync"/> waits between two polls that find nothing.</summary>
    public TimeSpan PollInterval => _options.PollInterval < Heartbeat / 2 ? _options.PollInterval : Heartbeat / 2;

    /// <summary>
    /// The key of the session, for <see cref="TqqClientOptions.SessionKey"/> of a later client; null where the server gives none. Who has
    /// it can act as this account until the session ends.
    /// </summary>
    public string? SessionKey => _session.Key;

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
                await client._session.LoginAsync(cancellationToken).ConfigureAwait(false);
            client._heartbeat = new Heartbeat(client._session, options.TimeProvider, client._logger).RunAsync(client._ending.Token);
            return client;
        }
        catch
        {
            client._session.Dispose();
            client._ending.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task ChangeStatusAsync(UserStatus status, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(status))
            throw new ArgumentOutOfRangeException(nameof(status), status, "Online, Busy, Invisible or Offline.");
        await AskAsync(new ChangeStatRequest((uint)status), cancellationToken).ConfigureAwait(false);
        _session.Status = status == UserStatus.Online ? null : status;
    }

    /// <inheritdoc/>
    public async Task SendAsync(uint uin, string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentOutOfRangeException.ThrowIfNegative(options?.AlreadySent ?? 0, nameof(options));
        var (key, pieces) = (options?.Key ?? MessageKeys.New(), TextCutter.Cut(text, TextMeasure.OfWire).ToList());
        var keys = MessageKeys.ForMessages(key);
        for (var sent = options?.AlreadySent ?? 0; sent < pieces.Count; sent++)
        {
            var message = new MessageOnItsWay(uin, new(sent, pieces.Count), key);
            await KeepPaceAsync(message, cancellationToken).ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
            await _session.SendAsync(new(uin, pieces[sent], keys(sent)), message, cancellationToken).ConfigureAwait(false);
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
    public bool HasUnacknowledged => _session.OwesReceipt;

    /// <inheritdoc/>
    public Task AcknowledgeAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return _session.AcknowledgeAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task SignOutAsync(CancellationToken cancellationToken = default) => AskAsync(LogoutRequest.Instance, cancellationToken);

    /// <summary>
    /// Signs out unless <see cref="TqqClientOptions.SignOutOnDispose"/> says otherwise, within
    /// <see cref="TqqClientOptions.SignOutTimeout"/>; never throws.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _ending.CancelAsync().ConfigureAwait(false);
        await _heartbeat.ConfigureAwait(false);
        using var patience = new CancellationTokenSource(_options.SignOutTimeout, _options.TimeProvider);
        try
        {
            await _session.EndAsync(_options.SignOutOnDispose, patience.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or TqqException)
        {
            // The session ends by itself in time; nothing that was not settled is lost by that.
        }

        _session.Dispose();
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

    private async Task<Reply> AskAsync(Request request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        return (await _session.AskAsync(request, cancellationToken).ConfigureAwait(false)).Reply;
    }

    private Task FetchAsync(Func<bool> isWanted, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isDisposed != 0, this);
        var wasFull = _isFull;
        _isFull = _inbox.IsFull;
        if (_isFull && !wasFull)
            _logger.Full(Inbox.MostAtOnce);
        return _session.FetchAsync(isWanted, cancellationToken);
    }
}
