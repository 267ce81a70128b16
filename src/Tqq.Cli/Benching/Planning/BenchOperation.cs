namespace Tqq.Cli.Benching.Planning;

/// <summary>What an arrival does.</summary>
internal enum BenchOperation
{
    /// <summary>GetMsgEx: what a client does most of its life.</summary>
    Poll,

    /// <summary>CLTMSG to another of the accounts.</summary>
    Send,

    /// <summary>Change_Stat, online and busy in turn.</summary>
    Presence,
}
