using Tqq.Core;
using Tqq.Core.Peers;

namespace Tqq.Server.Cluster;

/// <summary>The other accounts, as an account sees them: it can only speak to them.</summary>
internal interface IPeers
{
    /// <summary>Speaks to another account.</summary>
    ValueTask<PeerAnswer> HearAsync(Uin uin, PeerRequest request);
}
