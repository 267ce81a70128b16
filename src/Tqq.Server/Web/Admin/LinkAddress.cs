using Microsoft.AspNetCore.Http;
using Tqq.Core.Rules;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin;

/// <summary>Where links lead to that are sent to people: to an address at which the web port is reached from where they are.</summary>
internal sealed class LinkAddress(InForce<ApiOptions> options)
{
    /// <summary>The link that makes an administrator. The code stands behind the #, which no browser sends and no log keeps.</summary>
    /// <param name="code">The code.</param>
    /// <param name="asked">The address of the web port, as it was asked.</param>
    public string OfAdministrator(string code, string asked) => $"{(Known(asked) ?? asked).TrimEnd('/')}{WebPaths.AdminPage}/#link={code}";

    /// <summary>
    /// The link on which an invitation makes an account; null where the address by which a request came is as good as any that is known
    /// here.
    /// </summary>
    /// <param name="code">Its code.</param>
    /// <param name="request">The request for it.</param>
    public string? OfInvitation(string code, HttpRequest request) =>
        Known(AskedBy(request)) is { } address ? $"{address.TrimEnd('/')}/#/register/{code}" : null;

    /// <summary>The address of the web port, as a request has asked it.</summary>
    public static string AskedBy(HttpRequest request) => $"{request.Scheme}://{request.Host.ToUriComponent()}";

    // Whoever asks on this machine itself asks by an address that opens nothing elsewhere.
    private string? Known(string asked) => options.Now.PublicUrl
        ?? (Uri.TryCreate(asked, UriKind.Absolute, out var address) && address.IsLoopback ? options.Now.AddressElsewhere() : null);
}
