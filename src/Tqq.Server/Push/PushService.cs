using System.Net;
using Lib.Net.Http.WebPush;
using Lib.Net.Http.WebPush.Authentication;
using Tqq.Core.Devices;
using Tqq.Core.Rules;

namespace Tqq.Server.Push;

/// <summary>
/// Sends to push services what browsers are to show: encrypted for the browser (RFC 8291), signed by the server (RFC 8292).
/// </summary>
internal sealed class PushService(HttpMessageHandler network, PushKey key, InForce<PushOptions> options, TimeProvider time)
    : IDisposable
{
    // What nobody could be told for a day is no news.
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(1);

    // A push service may want to be left alone, but nobody is told of a message hours later.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromHours(1);

    private readonly HttpClient _http = new(new PushSigner(network, key, options))
    {
        Timeout = TimeSpan.FromSeconds(15),
        MaxResponseContentBufferSize = 16 * 1024,
    };

    private PushServiceClient? _client;

    /// <summary>Sends something.</summary>
    /// <param name="target">Where to.</param>
    /// <param name="payload">What; at most 3,072 bytes of UTF-8.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">The key of the server cannot be read now.</exception>
    public async Task<PushAnswer> SendAsync(PushTarget target, string payload, CancellationToken cancellationToken)
    {
        var pair = await key.ReadAsync(cancellationToken);
        _client ??= new(_http)
        {
            AutoRetryAfter = false,
            DefaultAuthentication = new(pair.Public, pair.Secret) { TokenCache = new SignedLater() },
        };
        var subscription = new PushSubscription { Endpoint = target.Endpoint };
        subscription.SetKey(PushEncryptionKeyName.P256DH, target.Key);
        subscription.SetKey(PushEncryptionKeyName.Auth, target.Secret);
        try
        {
            var message = new PushMessage(payload) { TimeToLive = (int)s_lifetime.TotalSeconds, Urgency = PushMessageUrgency.High };
            await _client.RequestPushMessageDeliveryAsync(subscription, message, cancellationToken);
            return new(PushFate.Taken);
        }
        catch (PushServiceClientException e)
        {
            return AnswerOf(e);
        }
        catch (HttpRequestException e) when (e.InnerException is PushNotAllowedException)
        {
            return new(PushFate.Refused, e.InnerException.Message);
        }
        catch (HttpRequestException e)
        {
            return new(PushFate.Later, e.Message);
        }
        catch (TaskCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            return new(PushFate.Later, e.Message);
        }
    }

    private PushAnswer AnswerOf(PushServiceClientException e) => (int)e.StatusCode switch
    {
        >= 200 and < 300 => new(PushFate.Taken),
        (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Gone => new(PushFate.Gone),
        (int)HttpStatusCode.TooManyRequests or >= 500 => new(PushFate.Later, $"{(int)e.StatusCode}", RetryAfter(e)),
        var status => new(PushFate.Refused, $"{status}"),
    };

    private TimeSpan? RetryAfter(PushServiceClientException e)
    {
        var said = e.Headers?.RetryAfter is { } after ? after.Delta ?? after.Date - time.GetUtcNow() : null;
        return said is { } wait ? TimeSpan.FromTicks(Math.Clamp(wait.Ticks, TimeSpan.TicksPerSecond, s_longestWait.Ticks)) : null;
    }

    public void Dispose() => _http.Dispose();

    // The library wants a signature before it sends, and takes this for one.
    private sealed class SignedLater : IVapidTokenCache
    {
        public void Put(string audience, DateTimeOffset expiration, string token)
        {
        }

        public string Get(string audience) => "signed-later";
    }
}

/// <summary>What a push service has answered.</summary>
/// <param name="Fate">What became of it.</param>
/// <param name="Reason">Why it was not taken, in words.</param>
/// <param name="RetryAfter">When to try again; null where it has not said.</param>
internal readonly record struct PushAnswer(PushFate Fate, string? Reason = null, TimeSpan? RetryAfter = null);

/// <summary>What became of something that was sent to a push service.</summary>
internal enum PushFate
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>There is no such subscription any more.</summary>
    Gone,

    /// <summary>It was not taken now.</summary>
    Later,

    /// <summary>It will not be taken.</summary>
    Refused,
}
