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

/// <summary>The end of a connection in words.</summary>
internal static class ConnectionEndWords
{
    extension(ConnectionEnd end)
    {
        /// <summary>A word or two, for reports.</summary>
        public string InWords => end switch
        {
            ConnectionEnd.Closed => "closed",
            ConnectionEnd.Reset => "reset",
            ConnectionEnd.Kept => "kept",
            ConnectionEnd.TimedOut => "timed out",
            _ => "no connection",
        };
    }
}
