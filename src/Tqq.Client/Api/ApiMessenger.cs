using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Tqq.Protocol.Grammar;

namespace Tqq.Client;

/// <summary>
/// An account over the JSON API with the calls of <see cref="ITqqClient"/>: a program runs over HTTP QQ and over the API with one code.
/// What comes after the program has begun is handed out; what the account sends itself is not. What is settled is acknowledged by keeping
/// the position behind it in <see cref="TqqClientOptions.Positions"/>, and by marking it as read, which all devices of the account see.
/// The server keeps no place for a program: without kept positions each client begins with what comes from then on.
/// </summary>
public sealed partial class ApiMessenger : ITqqClient
{
    private readonly TqqClientOptions _options;
    private readonly IPositionStore? _positions;
    private readonly TakenItems _taken = new();
    private readonly Dictionary<uint, UserStatus> _presence = [];
    private readonly SemaphoreSlim _turn = new(1);
    private readonly ILogger _logger;
    private Place _begin;
    private bool _isLost;
    private string? _kept;
    private bool _hasPresence;
    private int _isReading;
    private int _isDisposed;

    private ApiMessenger(TqqClientOptions options, TqqApiClient api)
    {
        (_options, Api, _positions) = (options, api, options.Positions);
        _logger = options.LoggerFactory.CreateLogger<ApiMessenger>();
        _kept = _positions?.Load();
        _begin = Place.Parse(_kept);
    }

    /// <summary>The API itself: history, search, events of all kinds.</summary>
    public TqqApiClient Api { get; }

    /// <inheritdoc/>
    public uint Uin => Api.Uin;

    /// <inheritdoc/>
    public bool HasUnacknowledged => _taken.IsDue;

    /// <summary>Signs in.</summary>
    /// <param name="options">Who, and where (<see cref="TqqClientOptions.Api"/>).</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="LoginFailedException">The server does not let the account in.</exception>
    /// <exception cref="TqqException">As <see cref="TqqApiClient.SignInAsync"/>.</exception>
    public static async Task<ApiMessenger> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var api = await AsWireSaysAsync(options.Uin, Command.Login, options.Uin, () => TqqApiClient.SignInAsync(options, cancellationToken))
            .ConfigureAwait(false);
        try
        {
            return new(options, api);
        }
        catch
        {
            await api.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Says that this is where the program begins, unless a position is kept already: what comes from now on will be handed out, by this
    /// client or a later one with the same <see cref="TqqClientOptions.Positions"/>. Otherwise <see cref="ReadAsync"/> begins.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task BeginAsync(CancellationToken cancellationToken = default)
    {
        if (_begin.Id is not null)
            return;
        await foreach (var said in Api.ReadEventsAsync(null, cancellationToken).ConfigureAwait(false))
        {
            if (said is not ApiEvent.Ready)
                continue;
            await TakeAsync(said, cancellationToken).ConfigureAwait(false);
            return;
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <inheritdoc/>
    public async Task SendAsync(uint uin, string text, SendOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        ArgumentOutOfRangeException.ThrowIfNegative(options?.AlreadySent ?? 0, nameof(options));
        var (key, pieces) = (options?.Key ?? SendOptions.NewKey(), TextCutter.Cut(text, TextMeasure.OfApi).ToList());
        var keys = MessageKeys.ForMessages(key);
        for (var sent = options?.AlreadySent ?? 0; sent < pieces.Count; sent++)
        {
            var (message, at) = (new MessageOnItsWay(uin, new(sent, pieces.Count), key), sent);
            await AskAsync(Command.CltMsg, uin, () => Api.SendPartAsync(message, pieces[at], keys(at).ToString(), cancellationToken))
                .ConfigureAwait(false);
            options?.Progress?.Report(new(sent + 1, pieces.Count));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Incoming> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref _isReading, 1) != 0)
            throw new InvalidOperationException("Another call reads already.");
        try
        {
            foreach (var item in _taken.Unsettled)
                yield return item;
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var events = Api.ReadEventsAsync(_begin.Id, end.Token).GetAsyncEnumerator(CancellationToken.None);
            await using var _ = events.ConfigureAwait(false);
            while (await NextAsync(events, end).ConfigureAwait(false))
                foreach (var item in await TakeAsync(events.Current, cancellationToken).ConfigureAwait(false))
                    yield return item;
        }
        finally
        {
            Volatile.Write(ref _isReading, 0);
        }
    }

    /// <inheritdoc/>
    public void Settle(Incoming item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _taken.Settle(item);
    }

    /// <inheritdoc/>
    public async Task AcknowledgeAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (!_taken.IsDue)
                return;
            var part = _taken.Due();
            Keep(part.Position);
            foreach (var (peer, number) in part.Read)
                await MarkReadAsync(peer, number, cancellationToken).ConfigureAwait(false);
            _taken.Acknowledged(part);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<ImmutableArray<Incoming>> PeekAsync(CancellationToken cancellationToken = default)
    {
        await AcknowledgeAsync(cancellationToken).ConfigureAwait(false);
        var unread = await FindUnreadAsync(null, cancellationToken).ConfigureAwait(false);
        return [.. unread.Take(MostPeeked).Select(found => _taken.Peek(found.Item, found.Number)).OfType<Incoming>()];
    }

    /// <inheritdoc/>
    public Task SignOutAsync(CancellationToken cancellationToken = default) =>
        AskAsync(Command.Logout, Uin, async () =>
        {
            await Api.SignOutAsync(cancellationToken).ConfigureAwait(false);
            return true;
        });

    /// <summary>Acknowledges what is settled, and ends the session where the options say so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        using (var patience = new CancellationTokenSource(_options.SignOutTimeout, _options.TimeProvider))
        {
            try
            {
                await AcknowledgeAsync(patience.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is OperationCanceledException or TqqException)
            {
                // What is not acknowledged comes again.
            }
        }

        await Api.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }

    // Before the program waits, what is settled is acknowledged.
    private async ValueTask<bool> NextAsync(IAsyncEnumerator<ApiEvent> events, CancellationTokenSource end)
    {
        var next = events.MoveNextAsync().AsTask();
        if (!next.IsCompleted && HasUnacknowledged)
        {
            try
            {
                await AcknowledgeAsync(end.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is TqqException or OperationCanceledException)
            {
                // The next acknowledgement tells of it, too.
            }
        }

        return await AskAsync(Command.GetMsgEx, Uin, () => next).ConfigureAwait(false);
    }

    private void Keep(string? position)
    {
        if (position is null || position == _kept)
            return;
        try
        {
            _positions?.Save(position);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new PositionNotKeptException(e);
        }

        _kept = position;
    }

    private async Task MarkReadAsync(uint peer, long number, CancellationToken cancellationToken)
    {
        try
        {
            await Api.MarkReadAsync(peer, Text(number), cancellationToken).ConfigureAwait(false);
        }
        catch (TqqApiException e) when (e.Type == TqqApiException.TypeOfMissing)
        {
            // The conversation was deleted meanwhile.
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

internal static partial class ApiLog
{
    [LoggerMessage(LogLevel.Warning,
        "the server does not know any more how far {Uin} had come: it goes on with what has come since then and is unread")]
    public static partial void PositionIsGone(this ILogger logger, uint uin);
}
