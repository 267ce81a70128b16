namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>Reads what strace saw: the journal's writes, its fsyncs, and the acknowledgements that left.</summary>
internal static class FsyncTrace
{
    /// <summary>
    /// Checks that whenever a CLTMSG was acknowledged, the log had been written and synced since the acknowledgement before it, and that
    /// nothing written to it stood unsynced. It holds for one client that sends one message after another.
    /// </summary>
    /// <returns>How many acknowledgements there were.</returns>
    public static int CheckAcknowledgements(IEnumerable<string> lines)
    {
        var acknowledgements = 0;
        var hasSynced = false;
        var hasUnsynced = false;
        foreach (var line in lines)
        {
            if (line.Contains("write", StringComparison.Ordinal) && line.Contains("tqq.db-wal>", StringComparison.Ordinal))
            {
                hasUnsynced = true;
            }
            else if (line.Contains("sync", StringComparison.Ordinal) && line.EndsWith("= 0", StringComparison.Ordinal)
                && (line.Contains("tqq.db-wal>", StringComparison.Ordinal) || line.Contains("resumed", StringComparison.Ordinal)))
            {
                hasUnsynced = false;
                hasSynced = true;
            }
            else if (line.Contains("CMD=CLTMSG", StringComparison.Ordinal) && line.Contains("RES=0&", StringComparison.Ordinal))
            {
                Assert.True(hasSynced && !hasUnsynced, "an acknowledgement left before the disk had its message: " + line);
                acknowledgements++;
                hasSynced = false;
            }
        }

        return acknowledgements;
    }
}
