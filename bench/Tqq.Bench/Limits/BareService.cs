using System.Globalization;

namespace Tqq.Bench.Limits;

/// <summary>What a bare handler answers.</summary>
/// <param name="RequestLength">The length of each request in bytes.</param>
/// <param name="Reply">The reply, head and body.</param>
/// <param name="KeepsAlive">Whether the connection is kept after it.</param>
/// <param name="Log">Where each request is made durable first, if it is.</param>
internal sealed record BareService(int RequestLength, byte[] Reply, bool KeepsAlive, DurableLog? Log)
{
    /// <summary>As arguments of a process.</summary>
    public static string[] Arguments(int requestLength, byte[] reply, bool keepsAlive, string? log) =>
        [requestLength.ToString(CultureInfo.InvariantCulture), Convert.ToBase64String(reply), keepsAlive ? "keep" : "close", log ?? "-"];

    /// <summary>And back.</summary>
    public static BareService Of(string[] arguments) => new(
        int.Parse(arguments[0], CultureInfo.InvariantCulture), Convert.FromBase64String(arguments[1]), arguments[2] == "keep",
            arguments[3] == "-" ? null : new(arguments[3]));
}
