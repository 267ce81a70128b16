using System.Globalization;
using Orleans;

namespace Tqq.Core;

/// <summary>
/// The number of an account. Legal numbers are 10000..4294967295; 10000 is the system's own (protocol.md §3).
/// </summary>
/// <param name="Value">The number itself.</param>
[GenerateSerializer, Immutable]
public readonly record struct Uin([property: Id(0)] uint Value) : IComparable<Uin>
{
    /// <summary>The lowest legal number, and the number that system notices come from. Nobody logs in as it.</summary>
    public static readonly Uin System = new(10_000);

    /// <summary>Whether an account may carry this number: above the system's own.</summary>
    public bool CanBeAccount => Value > System.Value;

    /// <summary>Whether the number is legal on the wire (10000 or more).</summary>
    public bool IsLegal => Value >= System.Value;

    /// <inheritdoc/>
    public int CompareTo(Uin other) => Value.CompareTo(other.Value);

    /// <summary>The number in decimal digits.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Whether one number is lower than the other.</summary>
    public static bool operator <(Uin left, Uin right) => left.Value < right.Value;

    /// <summary>Whether one number is higher than the other.</summary>
    public static bool operator >(Uin left, Uin right) => left.Value > right.Value;

    /// <summary>Whether one number is not higher than the other.</summary>
    public static bool operator <=(Uin left, Uin right) => left.Value <= right.Value;

    /// <summary>Whether one number is not lower than the other.</summary>
    public static bool operator >=(Uin left, Uin right) => left.Value >= right.Value;
}
