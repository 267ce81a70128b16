namespace Tqq.Protocol.Requests;

/// <summary>`[TN=&lt;number&gt;][&amp;UN=&lt;number&gt;]` (protocol.md §5.3).</summary>
/// <param name="Tn">`TN`: missing or 0 gets two replies with the number only, anything else one with the list.</param>
/// <param name="Un">`UN`: without effect.</param>
public sealed record QueryStatRequest(uint? Tn, uint? Un) : Request
{
    /// <summary>Whether the list is asked for.</summary>
    public bool WantsList => Tn is > 0;
}
