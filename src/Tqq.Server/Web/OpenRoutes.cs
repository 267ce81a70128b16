using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Tqq.Server.Web;

/// <summary>
/// The paths of routes that anybody may call. A request whose body or method fits no route has no route: whoever sends such a one to an
/// open path is told what fits.
/// </summary>
/// <param name="routes">All routes.</param>
/// <param name="isOpen">Whether anybody may call a route.</param>
internal sealed class OpenRoutes(EndpointDataSource routes, Func<EndpointMetadataCollection, bool> isOpen)
{
    private readonly Lazy<FrozenSet<string>> _paths = new(() => routes.Endpoints.OfType<RouteEndpoint>()
        .Where(route => isOpen(route.Metadata))
        .Select(route => "/" + route.RoutePattern.RawText!.TrimStart('/')).ToFrozenSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a path is one of them.</summary>
    public bool Contains(PathString path) => _paths.Value.Contains(path.Value!);
}
