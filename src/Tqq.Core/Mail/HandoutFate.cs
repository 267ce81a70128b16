namespace Tqq.Core.Mail;

/// <summary>What is known of a reply that carried messages.</summary>
internal enum HandoutFate : byte
{
    /// <summary>It is being written, or the wire has not said yet.</summary>
    Unknown,

    /// <summary>All of it was written.</summary>
    Written,

    /// <summary>The connection broke first.</summary>
    Broken,
}
