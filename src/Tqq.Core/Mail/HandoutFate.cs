using Orleans;

namespace Tqq.Core.Mail;

/// <summary>
/// What became of a reply that carried messages (protocol.md §4). While nothing is reported, nothing of it is acknowledged.
/// </summary>
/// <param name="Written">
/// When the server's kernel had the whole reply, on the clock of <see cref="Moment.Uptime"/>: the client's TCP has confirmed all of it
/// by now. Null: its connection broke.
/// </param>
[GenerateSerializer, Immutable]
public readonly record struct HandoutFate([property: Id(0)] TimeSpan? Written)
{
    /// <summary>
    /// The connection broke, or was closed by force: whether the client has the reply is not known, whatever its TCP has confirmed.
    /// </summary>
    public static HandoutFate Broken => default;

    /// <summary>The client's TCP has confirmed the whole reply.</summary>
    /// <param name="written">When the server's kernel had all of it: a request that arrived before acknowledges nothing.</param>
    public static HandoutFate Confirmed(TimeSpan written) => new(written);
}
