namespace Tqq.Core.Rules;

/// <summary>
/// A value that may be replaced while others use it: settings that change while a server runs. It is read anew each time it is needed,
/// never kept. One that nobody replaces converts from the value itself.
/// </summary>
/// <typeparam name="T">What is in force; a record that never changes itself.</typeparam>
/// <param name="first">What is in force at first.</param>
public sealed class InForce<T>(T first)
    where T : class
{
    private T _now = first;

    /// <summary>What is in force now.</summary>
    public T Now => Volatile.Read(ref _now);

    /// <summary>From now on this is in force.</summary>
    public void Replace(T next) => Volatile.Write(ref _now, next);

    /// <summary>A value that stays.</summary>
    public static implicit operator InForce<T>(T value) => new(value);
}
