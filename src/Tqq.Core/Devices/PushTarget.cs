using Orleans;

namespace Tqq.Core.Devices;

/// <summary>
/// Where a push service takes what the browser of a device session is to show while no page is open (RFC 8030), and the keys that what is
/// sent there is encrypted for (RFC 8291). It goes with its session.
/// </summary>
/// <param name="Endpoint">The address at the push service. Whoever knows it can send there, so it is a secret.</param>
/// <param name="Key">The browser's public key: an uncompressed point of P-256, in base64url.</param>
/// <param name="Secret">What the browser shares with who sends: 16 bytes, in base64url.</param>
/// <param name="Says">How much of a message is said there.</param>
/// <param name="Made">Since when, by the calendar.</param>
[GenerateSerializer, Immutable]
public sealed record PushTarget(string Endpoint, string Key, string Secret, PushWords Says, DateTimeOffset Made)
{
    /// <summary>How many an account may have.</summary>
    public const int Most = 10;

    /// <summary>How many characters an endpoint may have.</summary>
    public const int LongestEndpoint = 1000;

    /// <summary>Without the endpoint and the keys.</summary>
    public override string ToString() => $"push target that says {Says}";
}

/// <summary>How much of a message a push says.</summary>
public enum PushWords : byte
{
    /// <summary>That there is a message.</summary>
    Message = 1,

    /// <summary>Of whom, too.</summary>
    Sender = 2,

    /// <summary>And the text.</summary>
    Text = 3,
}
