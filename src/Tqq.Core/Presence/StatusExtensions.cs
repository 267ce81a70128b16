namespace Tqq.Core.Presence;

/// <summary>What others make of a status.</summary>
public static class StatusExtensions
{
    extension(Status status)
    {
        /// <summary>The status that others see: 40 and 20 both look like 20 (protocol.md §3).</summary>
        public Status SeenByOthers => status is Status.Online or Status.Busy ? status : Status.Offline;
    }
}
