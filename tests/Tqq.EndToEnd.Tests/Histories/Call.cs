namespace Tqq.EndToEnd.Tests.Histories;

/// <summary>What a client of a history asked.</summary>
internal enum Act
{
    Send,
    Fetch,
    Add,
    Remove,
    List,
    ChangeStatus,
    QueryStat,

    /// <summary>A login from where the session is: another session goes on with what that one was told.</summary>
    LoginAgain,

    /// <summary>A login from another address: the older session ends.</summary>
    LoginElsewhere,

    /// <summary>
    /// Not a request: who added somebody has the other on its own list now. It comes between the moment at which the other has it on its
    /// list, and the reply.
    /// </summary>
    Tie,

    /// <summary>
    /// Not a request: the moment at which one viewer looks at somebody whose status has changed, somewhere between the request and its
    /// reply.
    /// </summary>
    Learn,
}

/// <summary>One request with its reply, and when the one left and the other came.</summary>
/// <param name="Who">Which client.</param>
/// <param name="Act">What it asked.</param>
/// <param name="Whom">About whom.</param>
/// <param name="Argument">A text or a status.</param>
/// <param name="Invoked">When it was asked; any clock that only grows.</param>
/// <param name="Returned">When the reply was there.</param>
/// <param name="Result">The reply, in the words of <see cref="World"/>.</param>
internal sealed record Call(int Who, Act Act, int Whom, string Argument, long Invoked, long Returned, string Result)
{
    public override string ToString() => $"{Invoked,8}..{Returned,-8} {Who} {Act} {Whom} '{Argument}' -> {Result}";
}
