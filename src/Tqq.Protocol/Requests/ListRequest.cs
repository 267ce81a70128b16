namespace Tqq.Protocol.Requests;

/// <summary>`[TN=&lt;number&gt;][&amp;UN=&lt;number&gt;]` (protocol.md §5.2).</summary>
/// <param name="Tn">`TN`: missing or 0 asks for the number of friends, anything else for the list.</param>
/// <param name="Un">`UN`: without effect.</param>
public sealed record ListRequest(uint? Tn, uint? Un) : Request
{
    /// <summary>Whether the whole list is asked for.</summary>
    public bool WantsList => Tn is > 0;
}
