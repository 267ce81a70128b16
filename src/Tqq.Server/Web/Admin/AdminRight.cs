using Microsoft.AspNetCore.Builder;

namespace Tqq.Server.Web.Admin;

/// <summary>What a route of the admin API needs of who calls it.</summary>
internal enum AdminRight
{
    /// <summary>Nothing: it answers anybody.</summary>
    None,

    /// <summary>To be an administrator, with whatever role.</summary>
    Read,

    /// <summary>To be an administrator of role full, or to have the token of admin.json.</summary>
    Full,
}

/// <summary>What a route needs, as metadata of it.</summary>
/// <param name="Right">The right.</param>
/// <param name="Confirm">
/// Whether an administrator must have given the password again within ten minutes: what the route does cannot be undone, or gives power.
/// </param>
internal sealed record AdminNeed(AdminRight Right, bool Confirm);

/// <summary>What a route that changes something is called in the audit log, as metadata of it.</summary>
/// <param name="Name">Its name, thing and verb, such as "account.kick".</param>
/// <param name="Members">The members of its JSON body that are written there; none that is secret.</param>
/// <param name="IsAlwaysDone">
/// Whether it is done even where the audit log takes no line of it: it ends what somebody could do, and a full disk must not keep a
/// session open.
/// </param>
internal sealed record AdminAct(string Name, IReadOnlyList<string> Members, bool IsAlwaysDone = false);

/// <summary>Says of routes what they need and what they do.</summary>
internal static class AdminNeeds
{
    /// <summary>The route needs this right. A route that says nothing answers nobody.</summary>
    public static T Needs<T>(this T route, AdminRight right, bool confirm = false)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AdminNeed(right, confirm));

    /// <summary>
    /// The route changes something, which stands in the audit log under this name. A route that changes something and has none answers
    /// nobody.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name, thing and verb, such as "account.kick".</param>
    /// <param name="members">The members of its JSON body that are written there; none that is secret.</param>
    public static T Acts<T>(this T route, string name, params IReadOnlyList<string> members)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AdminAct(name, members));

    /// <summary>
    /// The route ends what somebody could do, such as a session, and changes nothing in the store: it does so even where the audit log
    /// takes no line of it.
    /// </summary>
    /// <param name="route">The route.</param>
    /// <param name="name">The name, thing and verb, such as "session.close".</param>
    public static T AlwaysActs<T>(this T route, string name)
        where T : IEndpointConventionBuilder => route.WithMetadata(new AdminAct(name, [], IsAlwaysDone: true));
}
