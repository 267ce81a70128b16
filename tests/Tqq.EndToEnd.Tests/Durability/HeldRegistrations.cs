using System.Reflection;
using Tqq.Server.Storage;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>A store in which the making of an invitation is held.</summary>
public class HeldRegistrations : DispatchProxy
{
    private IRegistrationStore _store = null!;
    private HeldAct _held = null!;

    /// <summary>Puts itself before a store.</summary>
    internal static IRegistrationStore Over(IRegistrationStore store, HeldAct held)
    {
        var proxy = Create<IRegistrationStore, HeldRegistrations>();
        ((HeldRegistrations)(object)proxy)._store = store;
        ((HeldRegistrations)(object)proxy)._held = held;
        return proxy;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(IRegistrationStore.AddInvitationAsync) ? AddAsync((Invitation)args![0]!)
            : targetMethod.Invoke(_store, args);

    private async Task<long> AddAsync(Invitation invitation)
    {
        if (!_held.IsStored)
            await _held.HoldAsync();
        var added = await _store.AddInvitationAsync(invitation);
        if (_held.IsStored)
            await _held.HoldAsync();
        return added;
    }
}

/// <summary>An act that is held, once.</summary>
/// <param name="IsStored">Whether it is held when it is stored, or before.</param>
internal sealed record HeldAct(bool IsStored)
{
    /// <summary>Ends when it is held.</summary>
    public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it go on.</summary>
    public TaskCompletionSource Released { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Holds it.</summary>
    public Task HoldAsync()
    {
        Reached.SetResult();
        return Released.Task;
    }
}
