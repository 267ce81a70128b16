using Tqq.Core;
using Tqq.Core.Mail;
using Tqq.Core.Operations;
using Tqq.Core.Peers;
using Tqq.Core.Sessions;

namespace Tqq.Server.Cluster;

/// <summary>
/// Where to find an account. What is asked often goes straight to one that is in the memory of this process: to build a message of it and pass it to a grain
/// costs more than most answers. All else, and who is not here, is for Orleans, which brings the account into memory.
/// </summary>
internal sealed class AccountGrains(IGrainFactory grains, AccountsHere here)
{
    // Orleans works out anew for each call, from attributes and names, what kind of grain answers to an interface; here it is asked once.
    private readonly Lazy<GrainReference> _any = new(() => (GrainReference)grains.GetGrain<IAccountGrain>(0));

    /// <summary>The grain of a number, whether that has an account or not.</summary>
    public IAccountGrain this[Uin uin] =>
        (IAccountGrain)grains.GetGrain(GrainId.Create(_any.Value.GrainId.Type, GrainIdKeyExtensions.CreateIntegerKey(uin.Value)), _any.Value.InterfaceType);

    /// <summary>A request of an account's client.</summary>
    public ValueTask<Outcome> Execute(Uin uin, Operation operation, in Caller caller) =>
        here.TryFind(uin, out var host) && host.TryExecute(operation, caller, out var outcome) ? outcome : new(this[uin].Execute(operation, caller));

    /// <summary>An account speaks to another.</summary>
    public ValueTask<PeerAnswer> Hear(Uin uin, PeerRequest request) =>
        here.TryFind(uin, out var host) && host.TryHear(request, out var answer) ? answer : new(this[uin].Hear(request));

    /// <summary>What became of a reply with messages; nobody waits for it.</summary>
    public void Report(Uin uin, long handout, HandoutFate fate)
    {
        if (!here.TryFind(uin, out var host) || !host.TryReport(handout, fate))
            this[uin].Report(handout, fate).Ignore();
    }
}
