namespace Tqq.Client.Hosting;

/// <summary>One client of the host: signed in when it is first asked for, signed out when the host ends.</summary>
public sealed class TqqConnection : IAsyncDisposable
{
    private readonly ITqqSignIn _signIn;
    private readonly SemaphoreSlim _turn = new(1);
    private ITqqClient? _client;
    private int _isDisposed;

    internal TqqConnection(TqqClientOptions options, ITqqSignIn signIn) => (Options, _signIn) = (options, signIn);

    /// <summary>Who signs in where.</summary>
    internal TqqClientOptions Options { get; }

    /// <summary>The client, signed in.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TqqException">As <see cref="TqqClient.SignInAsync"/>.</exception>
    public async Task<ITqqClient> GetAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _client ??= await _signIn.SignInAsync(Options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Signs out.</summary>
    public async ValueTask DisposeAsync()
    {
        // A container disposes of it once for each name it is known by.
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        await _turn.WaitAsync().ConfigureAwait(false);
        if (_client is not null)
            await _client.DisposeAsync().ConfigureAwait(false);
        _turn.Dispose();
    }
}

/// <summary>
/// How the host signs its clients in. A test registers its own before <see cref="BotRegistration"/> does, and so needs no server.
/// </summary>
public interface ITqqSignIn
{
    /// <summary>Signs in.</summary>
    /// <param name="options">Who, and where.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TqqException">As <see cref="TqqClient.SignInAsync"/>.</exception>
    Task<ITqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken);
}

/// <summary>At a server, over HTTP QQ or the JSON API, as the options say.</summary>
internal sealed class ServerSignIn : ITqqSignIn
{
    public async Task<ITqqClient> SignInAsync(TqqClientOptions options, CancellationToken cancellationToken) =>
        options.Api is null ? await TqqClient.SignInAsync(options, cancellationToken).ConfigureAwait(false)
            : await ApiMessenger.SignInAsync(options, cancellationToken).ConfigureAwait(false);
}
