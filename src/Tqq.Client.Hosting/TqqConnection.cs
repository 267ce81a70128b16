namespace Tqq.Client.Hosting;

/// <summary>The one client of the host: signed in when it is first asked for, signed out when the host ends.</summary>
public sealed class TqqConnection : IAsyncDisposable
{
    private readonly TqqClientOptions _options;
    private readonly SemaphoreSlim _turn = new(1);
    private TqqClient? _client;

    internal TqqConnection(TqqClientOptions options) => _options = options;

    /// <summary>The client, signed in.</summary>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="TqqException">As <see cref="TqqClient.SignInAsync"/>.</exception>
    public async Task<TqqClient> GetAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return _client ??= await TqqClient.SignInAsync(_options, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Signs out.</summary>
    public async ValueTask DisposeAsync()
    {
        await ForgetAsync(_client).ConfigureAwait(false);
        _turn.Dispose();
    }

    /// <summary>Gives this client up, so that the next one is a new one.</summary>
    internal async Task ForgetAsync(TqqClient? client)
    {
        await _turn.WaitAsync().ConfigureAwait(false);
        try
        {
            if (client is null || client != _client)
                return;
            _client = null;
            await client.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }
}
