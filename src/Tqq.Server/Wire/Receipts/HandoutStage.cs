namespace Tqq.Server.Wire.Receipts;

/// <summary>How far a reply with messages is on its way into the kernel.</summary>
internal enum HandoutStage : byte
{
    /// <summary>It is being made.</summary>
    Made,

    /// <summary>It is being given to the kernel, which takes at once what it has room for.</summary>
    Sent,

    /// <summary>The kernel had no room for all of it: it hangs until the client takes some.</summary>
    Hanging,
}
