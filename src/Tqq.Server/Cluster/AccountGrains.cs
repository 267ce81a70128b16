using Tqq.Core;

namespace Tqq.Server.Cluster;

/// <summary>
/// Finds the grain of an account. Orleans works out anew for each call, from attributes and names, what kind of grain answers to an interface;
/// that took a tenth of all processor time, and is asked here once.
/// </summary>
internal sealed class AccountGrains(IGrainFactory grains)
{
    private readonly Lazy<GrainReference> _any = new(() => (GrainReference)grains.GetGrain<IAccountGrain>(0));

    /// <summary>The grain of a number, whether that has an account or not.</summary>
    public IAccountGrain this[Uin uin] =>
        (IAccountGrain)grains.GetGrain(GrainId.Create(_any.Value.GrainId.Type, GrainIdKeyExtensions.CreateIntegerKey(uin.Value)), _any.Value.InterfaceType);
}
