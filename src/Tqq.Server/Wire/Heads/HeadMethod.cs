namespace Tqq.Server.Wire.Heads;

/// <summary>The methods that are answered.</summary>
public enum HeadMethod : byte
{
    /// <summary>A request of the protocol.</summary>
    Post,

    /// <summary>Somebody looks what this is.</summary>
    Get,

    /// <summary>The same without a body.</summary>
    Head,
}
