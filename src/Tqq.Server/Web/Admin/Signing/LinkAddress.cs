using Tqq.Core.Rules;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Web.Admin.Signing;

/// <summary>Where links that make an administrator lead to.</summary>
internal sealed class LinkAddress(InForce<ApiOptions> options)
{
    /// <summary>The link of a code. It stands behind the #, which no browser sends and no log keeps.</summary>
    /// <param name="code">The code.</param>
    /// <param name="otherwise">The address of the web port, where nobody has said by which one people come.</param>
    public string Of(string code, string otherwise) =>
        $"{(options.Now.PublicUrl ?? otherwise).TrimEnd('/')}{WebPaths.AdminPage}/#link={code}";
}
