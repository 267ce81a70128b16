using System.Net;
using System.Net.Sockets;
using Tqq.Core.Rules;

namespace Tqq.Server.Push;

/// <summary>
/// Connects to push services. Their addresses come from browsers, so anybody can name any: what a name stands for is looked at when it is
/// connected to, and the connection goes to the address that was looked at. Nobody redirects it, and no proxy takes part.
/// </summary>
/// <param name="options">Which may be elsewhere.</param>
/// <param name="resolve">Finds the addresses of a name.</param>
/// <param name="connect">Connects to an address.</param>
internal sealed class PushDialer(
    InForce<PushOptions> options, Func<string, CancellationToken, Task<IPAddress[]>> resolve,
    Func<IPEndPoint, CancellationToken, Task<Stream>> connect)
{
    // A name has a few; somebody may give one very many.
    private const int MostTried = 4;

    /// <summary>Over the network of this machine.</summary>
    public PushDialer(InForce<PushOptions> options)
        : this(options, Dns.GetHostAddressesAsync, ConnectAsync)
    {
    }

    /// <summary>A network that is connected to in this way, and of which few headers are taken.</summary>
    public SocketsHttpHandler MakeNetwork() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        ActivityHeadersPropagator = null,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 8,
        MaxResponseHeadersLength = 16, // KiB
        ConnectCallback = (context, cancellationToken) =>
            ConnectAsync(context.InitialRequestMessage.RequestUri!, context.DnsEndPoint, cancellationToken),
    };

    private async ValueTask<Stream> ConnectAsync(Uri endpoint, DnsEndPoint to, CancellationToken cancellationToken)
    {
        var isAllowed = options.Now.Allows(endpoint);
        if (!isAllowed && endpoint.Scheme != Uri.UriSchemeHttps)
            throw new PushNotAllowedException($"a push service has to be at https, but {to.Host} is not");
        var addresses = IPAddress.TryParse(to.Host, out var literal) ? [literal] : await resolve(to.Host, cancellationToken);
        Exception failure = new PushNotAllowedException($"no address of {to.Host} is one of the public internet");
        foreach (var address in addresses.Where(address => isAllowed || PublicAddress.Is(address)).Take(MostTried))
        {
            try
            {
                return await connect(new(address, to.Port), cancellationToken);
            }
            catch (SocketException e)
            {
                failure = e;
            }
        }

        throw failure;
    }

    private static async Task<Stream> ConnectAsync(IPEndPoint to, CancellationToken cancellationToken)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A push service is where none may be.</summary>
/// <param name="message">Where, in words.</param>
internal sealed class PushNotAllowedException(string message) : IOException(message);
