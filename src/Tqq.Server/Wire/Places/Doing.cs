namespace Tqq.Server.Wire.Places;

/// <summary>What a connection is doing, as far as it matters to who has to leave.</summary>
internal enum Doing
{
    /// <summary>It waits for its client: for a request, or for the rest of one.</summary>
    Waiting,

    /// <summary>A request of it is being answered, or its reply is held back. It does not have to leave then.</summary>
    Answering,

    /// <summary>It waits for its client to take a reply.</summary>
    Writing,

    /// <summary>It has to leave.</summary>
    Leaving,
}
