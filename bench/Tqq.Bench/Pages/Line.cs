namespace Tqq.Bench.Pages;

/// <summary>What a browser is slowed down to, as its developer tools do it.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="BytesPerSecond">How many bytes come and go in a second; -1 for as many as can.</param>
/// <param name="Latency">How long each request waits for its answer to begin, in milliseconds.</param>
/// <param name="Slowdown">How many times slower its processor is.</param>
/// <param name="Aim">Within how many milliseconds the page is to be usable; null for no aim.</param>
internal sealed record Line(string Name, int BytesPerSecond, int Latency, int Slowdown, int? Aim)
{
    /// <summary>Nothing is slowed down.</summary>
    public static Line Unlimited { get; } = new("this machine", -1, 0, 1, null);

    /// <summary>A slow mobile network, as Lighthouse has it.</summary>
    public static Line Mobile { get; } = new("1.6 Mbit/s, 150 ms, CPU / 4", 1_600_000 / 8, 150, 4, 1000);

    /// <summary>An old mobile network.</summary>
    public static Line Old { get; } = new("400 kbit/s, 400 ms, CPU / 4", 400_000 / 8, 400, 4, 3000);
}
