namespace Tqq.Core.Log;

/// <summary>Which accounts keep what they send, where the account itself says nothing.</summary>
public enum KeepSent : byte
{
    /// <summary>None.</summary>
    Never,

    /// <summary>Those that keep a log, because they have had a device session.</summary>
    Devices,

    /// <summary>All.</summary>
    Always,
}
