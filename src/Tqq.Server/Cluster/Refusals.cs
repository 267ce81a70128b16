using Tqq.Core.Operations;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>What the store's refusals are called among the rules, which know no store.</summary>
internal static class Refusals
{
    /// <summary>The reason that an exception of the store is.</summary>
    public static RefusalReason Reason(this Exception refusal) => refusal switch
    {
        StoreFullException => RefusalReason.DiskFull,
        StoreBusyException => RefusalReason.Busy,
        StoreDamagedException => RefusalReason.Damaged,
        _ => RefusalReason.Other,
    };
}
