namespace Tqq.Client;

/// <summary>Where a browser is to be told, as its `pushManager.subscribe` has answered, and of what.</summary>
/// <param name="Endpoint">The address at its push service; https.</param>
/// <param name="P256dh">Its public key, in base64url.</param>
/// <param name="Auth">What it shares with who sends, in base64url.</param>
/// <param name="Says">message (that there is one), sender (of whom) or text (what, too).</param>
public sealed record ApiPushTarget(string Endpoint, string P256dh, string Auth, string Says = "sender")
{
    /// <summary>Without the endpoint and the keys: whoever has them can tell the browser something.</summary>
    public override string ToString() => $"push target that is told {Says}";
}

/// <summary>A subscription. Its endpoint is a secret and is not shown.</summary>
/// <param name="Id">The number of its session.</param>
/// <param name="Says">message, sender or text.</param>
/// <param name="Service">The host of the push service.</param>
/// <param name="Made">Since when.</param>
/// <param name="IsThis">Whether its session is the one that asks.</param>
public sealed record ApiPushSubscription(string Id, string Says, string Service, DateTimeOffset Made, bool IsThis = false);
