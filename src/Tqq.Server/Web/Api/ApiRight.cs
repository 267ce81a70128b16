using Microsoft.AspNetCore.Builder;

namespace Tqq.Server.Web.Api;

/// <summary>What a route needs of who calls it.</summary>
internal enum ApiRight
{
    /// <summary>Nothing: it answers anybody.</summary>
    None,

    /// <summary>To be signed in, with whatever rights.</summary>
    Any,

    /// <summary>To read: a token with `read` or `all`, or whoever signed in with the password.</summary>
    Read,

    /// <summary>To send: a token with `send` or `all`, or whoever signed in with the password.</summary>
    Send,

    /// <summary>Everything a token may: one with `all`, or whoever signed in with the password.</summary>
    All,

    /// <summary>To have signed in with the password: what no token reaches.</summary>
    Owner,
}

/// <summary>How a caller may show who it is.</summary>
[Flags]
internal enum ApiWays
{
    /// <summary>`Authorization: Bearer TOKEN`.</summary>
    Bearer = 1,

    /// <summary>The cookie of a browser.</summary>
    Cookie = 2,

    /// <summary>`?auth=TOKEN`, with a token that may send and nothing else.</summary>
    Query = 4,

    /// <summary>As every ordinary route takes it.</summary>
    Usual = Bearer | Cookie,
}

/// <summary>What a route needs, as metadata of it.</summary>
/// <param name="Right">The right.</param>
/// <param name="Ways">How the caller may show who it is.</param>
internal sealed record ApiNeed(ApiRight Right, ApiWays Ways);

/// <summary>Says of routes what they need.</summary>
internal static class ApiNeeds
{
    /// <summary>
    /// The route needs this right. A route that says nothing answers nobody. Where its path has a `{uin}`, a token for certain people is
    /// admitted for these alone.
    /// </summary>
    public static T Needs<T>(this T route, ApiRight right, ApiWays ways = ApiWays.Usual)
        where T : IEndpointConventionBuilder => route.WithMetadata(new ApiNeed(right, ways));
}
