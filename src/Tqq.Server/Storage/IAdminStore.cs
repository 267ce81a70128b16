using System.Collections.Immutable;
using Tqq.Core;

namespace Tqq.Server.Storage;

/// <summary>What is kept of administrators beside their accounts.</summary>
public interface IAdminStore
{
    /// <summary>The accounts that administer the server, ascending, and since when.</summary>
    Task<ImmutableArray<(Uin Uin, DateTimeOffset Since)>> ListAdministratorsAsync(CancellationToken cancellationToken);
}
