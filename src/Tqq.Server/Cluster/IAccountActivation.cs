namespace Tqq.Server.Cluster;

/// <summary>What holds an account in memory.</summary>
internal interface IAccountActivation
{
    /// <summary>The account leaves: whoever calls it next waits until it has gone, and brings it in again.</summary>
    void Leave();
}
