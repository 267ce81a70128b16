namespace Tqq.Server.Storage;

/// <summary>
/// What was found damaged in a store: each thing once, however often it is read. A store is opened before anybody can log, so whoever
/// listens hears what came before, too.
/// </summary>
public sealed class DamageLog
{
    /// <summary>So many are kept: who has more has no use for the rest of the list.</summary>
    public const int Most = 1000;

    private readonly Lock _lock = new();
    private readonly List<Damage> _found = [];
    private Action<Damage>? _hear;
    private bool _isMore;

    /// <summary>All that was found so far.</summary>
    public IReadOnlyList<Damage> Found
    {
        get
        {
            lock (_lock)
                return [.. _found];
        }
    }

    /// <summary>Whether more was found than is kept.</summary>
    public bool IsMore
    {
        get
        {
            lock (_lock)
                return _isMore;
        }
    }

    /// <summary>Has everything told that was found and will be; to one listener.</summary>
    public void Listen(Action<Damage> hear)
    {
        foreach (var damage in Take(hear))
            hear(damage);
    }

    /// <summary>Something was found damaged.</summary>
    public void Report(string text) => Report(new Damage(text, IsCertain: true));

    /// <summary>Something was found.</summary>
    public void Report(Damage damage)
    {
        Action<Damage>? hear;
        lock (_lock)
        {
            if (_found.Contains(damage))
                return;
            if (_found.Count >= Most)
            {
                _isMore = true;
                return;
            }

            _found.Add(damage);
            hear = _hear;
        }

        hear?.Invoke(damage);
    }

    private IReadOnlyList<Damage> Take(Action<Damage> hear)
    {
        lock (_lock)
        {
            _hear = hear;
            return [.. _found];
        }
    }
}
