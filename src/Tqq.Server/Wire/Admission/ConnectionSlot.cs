namespace Tqq.Server.Wire.Admission;

/// <summary>The slot of one connection. Its own loop says what it is doing; whoever needs a slot looks.</summary>
internal sealed class ConnectionSlot
{
    private readonly ConnectionQuota _quota;
    private Action _leave;
    private int _activity;
    private long _since;
    private bool _hasRequest;

    internal ConnectionSlot(ConnectionQuota quota, AddressConnections ofAddress, Action leave) =>
        (_quota, OfAddress, _leave, _since) = (quota, ofAddress, leave, quota.Now);

    /// <summary>All connections from its address.</summary>
    public AddressConnections OfAddress { get; }

    /// <summary>Whether a request of it has been answered.</summary>
    public bool IsProven { get; private set; }

    /// <summary>When it began to wait: since the last answered request, or since it began to write. In ticks of the timer.</summary>
    public long Since => Volatile.Read(ref _since);

    public ConnectionActivity Activity => (ConnectionActivity)Volatile.Read(ref _activity);

    /// <summary>A request is complete and is to be answered.</summary>
    /// <returns>False where there is no room for it, or where the connection has been told to leave.</returns>
    public bool TryBeginRequest()
    {
        if (!TryChange(ConnectionActivity.Waiting, ConnectionActivity.Answering))
            return false;
        _hasRequest = _quota.TryBeginRequest(this);
        return _hasRequest;
    }

    /// <summary>The request counts no more: its reply is held back, and that is counted elsewhere.</summary>
    public void EndRequest()
    {
        if (!_hasRequest)
            return;
        _hasRequest = false;
        _quota.EndRequest(this);
    }

    /// <summary>Something is about to go out.</summary>
    public void BeginWriting()
    {
        if (!TryChange(ConnectionActivity.Answering, ConnectionActivity.Writing)
            && !TryChange(ConnectionActivity.Waiting, ConnectionActivity.Writing))
            return;
        Volatile.Write(ref _since, _quota.Now);
    }

    /// <summary>It has gone.</summary>
    public void EndWriting() => TryChange(ConnectionActivity.Writing, ConnectionActivity.Waiting);

    /// <summary>A request was answered, and the client has the reply.</summary>
    public void Answered()
    {
        EndRequest();
        Volatile.Write(ref _since, _quota.Now);
        IsProven = true;
    }

    /// <summary>From now on, who knows the connection better ends it.</summary>
    public void LeaveBy(Action leave) => Volatile.Write(ref _leave, leave);

    /// <summary>It has to leave; who wants that says so to <see cref="Leave"/>, too.</summary>
    /// <returns>False where it has begun to do something else since it was looked at.</returns>
    public bool TryEvict(ConnectionActivity seen) => seen != ConnectionActivity.Evicted && TryChange(seen, ConnectionActivity.Evicted);

    public void Leave() => Volatile.Read(ref _leave)();

    private bool TryChange(ConnectionActivity from, ConnectionActivity to) =>
        Interlocked.CompareExchange(ref _activity, (int)to, (int)from) == (int)from;
}

/// <summary>What a connection is doing, as far as it matters to who has to leave.</summary>
internal enum ConnectionActivity
{
    /// <summary>It waits for its client: for a request, or for the rest of one.</summary>
    Waiting,

    /// <summary>A request of it is being answered, or its reply is held back. It does not have to leave then.</summary>
    Answering,

    /// <summary>It waits for its client to take a reply.</summary>
    Writing,

    /// <summary>It has to leave: a newer connection needs its slot.</summary>
    Evicted,
}
