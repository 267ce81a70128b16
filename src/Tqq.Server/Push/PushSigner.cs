using System.Net.Http.Headers;
using Lib.Net.Http.WebPush.Authentication;
using Tqq.Core.Rules;

namespace Tqq.Server.Push;

/// <summary>
/// Signs what is sent to a push service (RFC 8292) for the whole of its origin. The library leaves the port out of that, and a service that
/// is not at the usual one takes nothing which is signed so.
/// </summary>
internal sealed class PushSigner(HttpMessageHandler network, PushKey key, InForce<PushOptions> options) : DelegatingHandler(network)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var pair = await key.ReadAsync(cancellationToken);
        using var signer = new VapidAuthentication(pair.Public, pair.Secret) { Subject = options.Now.Contact };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "vapid", signer.GetVapidSchemeAuthenticationHeaderValueParameter(request.RequestUri!.GetLeftPart(UriPartial.Authority)));
        return await base.SendAsync(request, cancellationToken);
    }
}
