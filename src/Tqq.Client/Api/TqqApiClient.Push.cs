namespace Tqq.Client;

/// <summary>Where a browser is told of messages while no page is open (Web Push); each session has one subscription at most.</summary>
public sealed partial class TqqApiClient
{
    /// <summary>
    /// The key by which push services know the server: the `applicationServerKey` that a browser subscribes with, in base64url.
    /// </summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<string> GetPushKeyAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync("push/key", ApiJson.Default.PushKeyBody, cancellationToken).ConfigureAwait(false)).Key;

    /// <summary>The subscriptions of all sessions of the account, ascending by number.</summary>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<IReadOnlyList<ApiPushSubscription>> ListPushSubscriptionsAsync(CancellationToken cancellationToken = default) =>
        (await GetAsync("push/subscriptions", ApiJson.Default.PushSubscriptionsBody, cancellationToken).ConfigureAwait(false))
            .Subscriptions;

    /// <summary>Subscribes this session, or changes its subscription.</summary>
    /// <param name="target">What the browser has answered, and what it is to be told.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">
    /// `/errors/bad-input`: it is none of a push service; `/errors/too-many`: an account has 10 at most.
    /// </exception>
    public Task<ApiPushSubscription> SubscribePushAsync(ApiPushTarget target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var body = new NewPushSubscriptionBody(target.Endpoint, new(target.P256dh, target.Auth), target.Says);
        return _link.AskAsync(
            new ApiCall(HttpMethod.Post, "push/subscriptions", Write(body, ApiJson.Default.NewPushSubscriptionBody)) { MayRepeat = true },
            ApiJson.Default.ApiPushSubscription, cancellationToken);
    }

    /// <summary>Ends a subscription.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TqqApiException">`/errors/missing`: there is no such one.</exception>
    public Task UnsubscribePushAsync(string id, CancellationToken cancellationToken = default) =>
        DoAsync(HttpMethod.Delete, $"push/subscriptions/{Uri.EscapeDataString(id)}", null, mayRepeat: false, cancellationToken);
}
