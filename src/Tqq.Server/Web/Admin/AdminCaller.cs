using System.Net;
using Microsoft.AspNetCore.Http;
using Tqq.Core;

namespace Tqq.Server.Web.Admin;

/// <summary>Who calls a route of the admin API: an administrator, or who has the token of admin.json. The guard has admitted it.</summary>
/// <param name="Uin">The administrator; null for the token.</param>
/// <param name="IsFull">Whether it may change what there is.</param>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
internal sealed record AdminCaller(Uin? Uin, bool IsFull, IPAddress Address)
{
    /// <summary>What stands for the token where an administrator is named.</summary>
    public const string Token = "token";

    /// <summary>Who it is, in the audit log.</summary>
    public string Name => Uin?.ToString() ?? Token;
}

/// <summary>Where routes find who calls.</summary>
internal static class AdminCallers
{
    private static readonly object s_key = new();

    /// <summary>Who calls; of a route that needs a right.</summary>
    public static AdminCaller Administrator(this HttpContext context) => (AdminCaller)context.Items[s_key]!;

    /// <summary>The guard says who calls.</summary>
    public static void SetAdministrator(this HttpContext context, AdminCaller caller) => context.Items[s_key] = caller;
}
