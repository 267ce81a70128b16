using Microsoft.AspNetCore.Http;

namespace Tqq.Server.Web.Admin;

/// <summary>What a route says of its act, for the line in the audit log that tells the outcome. Nothing that is secret.</summary>
internal sealed class AuditNotes
{
    /// <summary>On whom or what; empty where the path says it.</summary>
    public string Target { get; private set; } = "";

    /// <summary>What else there is to say.</summary>
    public string Detail { get; private set; } = "";

    /// <summary>Says on whom or what.</summary>
    public void On(string target) => Target = target;

    /// <summary>Says something more.</summary>
    public void Say(string detail) => Detail = Detail.Length == 0 ? detail : $"{Detail}; {detail}";
}

/// <summary>Where routes find their notes.</summary>
internal static class AuditNoting
{
    private static readonly object s_key = new();

    /// <summary>What the audit log is to say of the act of this request.</summary>
    public static AuditNotes Notes(this HttpContext context)
    {
        if (context.Items[s_key] is not AuditNotes notes)
            context.Items[s_key] = notes = new();
        return notes;
    }
}
