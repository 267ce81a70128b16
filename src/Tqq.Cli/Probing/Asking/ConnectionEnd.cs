namespace Tqq.Cli.Probing.Asking;

/// <summary>How the server's side of a connection ended.</summary>
internal enum ConnectionEnd
{
    /// <summary>In good order: FIN.</summary>
    Closed,

    /// <summary>With a reset.</summary>
    Reset,

    /// <summary>It did not: whole replies came and the connection stayed, as it was asked to.</summary>
    Kept,

    /// <summary>It did not, and what was waited for had not come by then.</summary>
    TimedOut,

    /// <summary>There was no connection.</summary>
    Refused,
}
