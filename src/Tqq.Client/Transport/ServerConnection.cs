using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Tqq.Client;

/// <summary>One connection to the server.</summary>
internal sealed class ServerConnection : IDisposable
{
    private readonly Socket _socket;
    private Stream _stream = Stream.Null;

    private ServerConnection(Socket socket) => _socket = socket;

    /// <summary>Whether a reply has come over it before.</summary>
    public bool IsUsed { get; set; }

    /// <summary>
    /// Whether the server has ended it, as far as is known here: then a request on it would be lost, and nobody
    /// could say whether it was carried out.
    /// </summary>
    public bool HasEnded => _socket.Poll(TimeSpan.Zero, SelectMode.SelectRead) && _socket.Available == 0;

    /// <summary>The bytes both ways.</summary>
    public Stream Stream => _stream;

    /// <exception cref="SocketException">There is no connection.</exception>
    /// <exception cref="TqqException">As <see cref="ServerStream.OpenAsync"/>.</exception>
    public static async Task<ServerConnection> OpenAsync(ServerAddress server, X509Certificate2Collection? trustedRoots,
        CancellationToken cancellationToken)
    {
        var connection = new ServerConnection(new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true });
        try
        {
            await connection._socket.ConnectAsync(new Uri(server.ToString()).IdnHost.Trim('[', ']'), server.Port, cancellationToken)
                .ConfigureAwait(false);
            connection._stream = await ServerStream.OpenAsync(connection._socket, server, trustedRoots, cancellationToken)
                .ConfigureAwait(false);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Ends it with a reset: the server shall know that what it sent last may not have been had.</summary>
    public void Abort()
    {
        try
        {
            _socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // It is over already.
        }

        Dispose();
    }

    public void Dispose()
    {
        _stream.Dispose();
        _socket.Dispose();
    }
}

/// <summary>What a request is written to and a reply read from: the bare connection, or TLS over it.</summary>
public static class ServerStream
{
    /// <summary>
    /// Begins to speak over a connection that has just been made. Where the address is `https`, the server has to prove
    /// that it is the one that was named.
    /// </summary>
    /// <param name="socket">The connection; the stream owns it, and disposes of it where this fails.</param>
    /// <param name="server">The address that it was made to.</param>
    /// <param name="trustedRoots">Whose certificates are believed; null for those that the system trusts.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CertificateRejectedException">The server's certificate is not to be believed.</exception>
    /// <exception cref="ForeignServerException">The server does not speak TLS.</exception>
    /// <exception cref="IOException">The connection broke.</exception>
    public static async Task<Stream> OpenAsync(Socket socket, ServerAddress server, X509Certificate2Collection? trustedRoots,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(server);
        var bare = new NetworkStream(socket, ownsSocket: true);
        if (!server.UsesTls)
            return bare;
        CertificateRejectedException? rejected = null;
        var secure = new SslStream(bare, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(
                OptionsFor(server, trustedRoots, why => rejected = why),
                cancellationToken).ConfigureAwait(false);
            return secure;
        }
        catch (Exception e)
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            if (rejected is not null)
                throw rejected;
            if (e is AuthenticationException)
                throw new ForeignServerException(server, ForeignAnswer.NoTls, "", e);
            throw;
        }
    }

    /// <summary>How a server is spoken to over TLS, and who is told where it cannot prove its name.</summary>
    internal static SslClientAuthenticationOptions OptionsFor(
        ServerAddress server, X509Certificate2Collection? trustedRoots, Action<CertificateRejectedException> onRejected) => new()
    {
        TargetHost = new Uri(server.ToString()).IdnHost,
        CertificateChainPolicy = PolicyFor(trustedRoots),
        RemoteCertificateValidationCallback = (_, certificate, chain, errors) =>
        {
            if (errors != SslPolicyErrors.None)
                onRejected(CertificateRejectedException.Because(server, certificate as X509Certificate2, chain, errors));
            return errors == SslPolicyErrors.None;
        },
    };

    private static X509ChainPolicy? PolicyFor(X509Certificate2Collection? trustedRoots)
    {
        if (trustedRoots is null)
            return null;
        // Who runs a server of one's own seldom runs a place that says which certificates were revoked.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(trustedRoots);
        return policy;
    }
}
