using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>For a host that tells no browsers of messages.</summary>
internal sealed class NoPushes : IPushes
{
    public void Note(PushNote note)
    {
    }
}
