namespace Tqq.Server.Wire.Limits;

/// <summary>How slowly bytes may come or go: there is a time to begin with, and each byte buys a little more.</summary>
/// <param name="BytesPerSecond">The rate that has to be kept up; 0 for any.</param>
/// <param name="Grace">The time to begin with.</param>
/// <param name="Most">The longest in any case.</param>
internal readonly record struct DataRate(int BytesPerSecond, TimeSpan Grace, TimeSpan Most)
{
    /// <summary>How long may have passed since the beginning when this many bytes have.</summary>
    public TimeSpan Allows(long bytes)
    {
        if (BytesPerSecond == 0)
            return Most;
        var bought = Grace + TimeSpan.FromSeconds((double)bytes / BytesPerSecond);
        return bought < Most ? bought : Most;
    }
}
