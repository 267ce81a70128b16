using System.Globalization;

namespace Tqq.Load.Planning;

/// <summary>How the arrivals are shared out among the operations: `poll=90,send=9,presence=1`. Only the proportions count.</summary>
public sealed class Mix
{
    /// <summary>What a crowd of clients does by default.</summary>
    public const string Default = "poll=90,send=9,presence=1";

    private const int MaxWeight = 1_000_000;
    private const ulong Purpose = 1;

    private readonly int[] _weights;

    private Mix(int[] weights) => (_weights, Total) = (weights, weights.Sum());

    private int Total { get; }

    /// <summary>
    /// Reads a mix; false where a name is unknown or named twice, a weight is no whole number up to a million, or all are 0.
    /// </summary>
    public static bool TryParse(string text, out Mix mix)
    {
        var weights = new int[Enum.GetValues<LoadOperation>().Length];
        var named = new HashSet<LoadOperation>();
        mix = new(weights);
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var name, var number] || name.Any(char.IsDigit)
                || !Enum.TryParse<LoadOperation>(name, ignoreCase: true, out var operation)
                || !named.Add(operation) || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var weight)
                    || weight > MaxWeight)
                return false;
            weights[(int)operation] = weight;
        }

        mix = new(weights);
        return mix.Total > 0;
    }

    /// <summary>Which part of all arrivals an operation is, 0 to 1.</summary>
    public double ShareOf(LoadOperation operation) => (double)_weights[(int)operation] / Total;

    /// <summary>What the arrival of this number does: the same whenever it is asked.</summary>
    public LoadOperation Pick(long arrival)
    {
        var at = Scramble.Draw(arrival, Purpose, Total);
        for (var operation = 0; ; operation++)
        {
            at -= _weights[operation];
            if (at < 0)
                return (LoadOperation)operation;
        }
    }

    /// <summary>As it is written.</summary>
    public override string ToString() =>
        string.Join(',', _weights.Select((weight, at) =>
        $"{((LoadOperation)at).ToString().ToLowerInvariant()}={weight.ToString(CultureInfo.InvariantCulture)}"));
}

/// <summary>What an arrival does.</summary>
public enum LoadOperation
{
    /// <summary>GetMsgEx: what a client does most of its life.</summary>
    Poll,

    /// <summary>CLTMSG to another of the accounts.</summary>
    Send,

    /// <summary>Change_Stat, online and busy in turn.</summary>
    Presence,
}
