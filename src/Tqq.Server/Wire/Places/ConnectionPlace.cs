namespace Tqq.Server.Wire.Places;

/// <summary>The place of one connection. Its own loop says what it is doing; whoever needs a place looks.</summary>
internal sealed class ConnectionPlace
{
    private readonly ConnectionPlaces _places;
    private Action _leave;
    private int _doing;
    private long _since;
    private bool _hasRequest;

    internal ConnectionPlace(ConnectionPlaces places, Neighbours neighbours, Action leave) =>
        (_places, Neighbours, _leave, _since) = (places, neighbours, leave, places.Now);

    public Neighbours Neighbours { get; }

    /// <summary>Whether a request of it has been answered.</summary>
    public bool IsProven { get; private set; }

    /// <summary>When it began to wait: since the last answered request, or since it began to write. In ticks of the timer.</summary>
    public long Since => Volatile.Read(ref _since);

    public Doing Doing => (Doing)Volatile.Read(ref _doing);

    /// <summary>A request is complete and is to be answered.</summary>
    /// <returns>False where there is no place for it, or where the connection has been told to leave.</returns>
    public bool TryBeginRequest()
    {
        if (!TryChange(Doing.Waiting, Doing.Answering))
            return false;
        _hasRequest = _places.TryBeginRequest(this);
        return _hasRequest;
    }

    /// <summary>The request counts no more: its reply is held back, and that is counted elsewhere.</summary>
    public void EndRequest()
    {
        if (!_hasRequest)
            return;
        _hasRequest = false;
        _places.EndRequest(this);
    }

    /// <summary>Something is about to go out.</summary>
    public void BeginWriting()
    {
        if (!TryChange(Doing.Answering, Doing.Writing) && !TryChange(Doing.Waiting, Doing.Writing))
            return;
        Volatile.Write(ref _since, _places.Now);
    }

    /// <summary>It has gone.</summary>
    public void EndWriting() => TryChange(Doing.Writing, Doing.Waiting);

    /// <summary>A request was answered, and the client has the reply.</summary>
    public void Answered()
    {
        EndRequest();
        Volatile.Write(ref _since, _places.Now);
        IsProven = true;
    }

    /// <summary>From now on, who knows the connection better ends it.</summary>
    public void LeaveBy(Action leave) => Volatile.Write(ref _leave, leave);

    /// <summary>It has to leave; who wants that says so to <see cref="Leave"/>, too.</summary>
    /// <returns>False where it has begun to do something else since it was looked at.</returns>
    public bool TryEvict(Doing seen) => seen != Doing.Leaving && TryChange(seen, Doing.Leaving);

    public void Leave() => Volatile.Read(ref _leave)();

    private bool TryChange(Doing from, Doing to) => Interlocked.CompareExchange(ref _doing, (int)to, (int)from) == (int)from;
}
