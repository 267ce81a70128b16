using System.Net;
using Microsoft.AspNetCore.Http;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;

namespace Tqq.Server.Web.Admin;

/// <summary>Who calls a route of the admin API: an administrator, or who has the token of admin.json. The guard has admitted it.</summary>
/// <param name="Address">The client's address; IPv4 in its own form, never mapped into IPv6.</param>
/// <param name="Session">Its session; null for the token.</param>
/// <param name="Standing">How the administrator stands; null for the token.</param>
internal sealed record AdminCaller(IPAddress Address, AdminSession? Session, AdminStanding? Standing)
{
    /// <summary>What stands for the token where an administrator is named.</summary>
    public const string Token = "token";

    /// <summary>The administrator; null for the token.</summary>
    public Uin? Uin => Session?.Uin;

    /// <summary>Whether it may change what there is.</summary>
    public bool IsFull => Standing is null || Standing.Role == AdminRole.Full;

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
