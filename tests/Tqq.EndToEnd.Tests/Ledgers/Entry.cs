namespace Tqq.EndToEnd.Tests.Ledgers;

/// <summary>What is known of one message.</summary>
public sealed class Entry
{
    /// <summary>Its sender saw RES=0.</summary>
    public bool IsAcknowledged { get; set; }

    /// <summary>Its sender saw RES=3: it must never come.</summary>
    public bool IsRefused { get; set; }

    /// <summary>How often its receiver got it.</summary>
    public int Received { get; set; }

    /// <summary>During which run of the server it came last.</summary>
    public int Run { get; set; }

    /// <summary>With which handing-out of its receiver it came last, counted from the first.</summary>
    public int Handout { get; set; }

    public Entry Copy() => (Entry)MemberwiseClone();
}
