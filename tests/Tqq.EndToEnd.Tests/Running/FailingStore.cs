using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Log;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>What the disk of a store does.</summary>
public enum DiskFault
{
    /// <summary>It works.</summary>
    None,

    /// <summary>There is no room left: what is there can be read.</summary>
    Full,

    /// <summary>It hung before a change was begun: what is there can be read.</summary>
    TakesNothing,

    /// <summary>It hangs in the middle of a change: what is there can be read.</summary>
    HangsInWriting,

    /// <summary>It hangs, whatever is asked.</summary>
    Hangs,

    /// <summary>What is read is damaged.</summary>
    IsDamaged,
}

/// <summary>
/// The store of a whole server, which fails as <see cref="IStore"/> says when it is told to. That a real disk makes it fail so is the
/// subject of the tests with a <see cref="FaultyDisk"/>.
/// </summary>
public sealed class FailingStore
{
    private static readonly MethodInfo s_failed = typeof(Task).GetMethods().Single(method => method is
        { Name: nameof(Task.FromException), IsGenericMethod: true });

    private SqliteStore? _store;
    private ConcurrentQueue<string>? _heard;

    /// <summary>What the disk does now.</summary>
    public DiskFault Fault { get; set; }

    /// <summary>
    /// What accounts have asked of the store since <see cref="Listen"/>, in order; of commits with how many changes. What is done beside
    /// all requests is left out.
    /// </summary>
    public IReadOnlyList<string> Heard => [.. _heard ?? []];

    /// <summary>Listens from now on.</summary>
    public void Listen() => _heard = new();

    /// <summary>Puts itself before the store of a server.</summary>
    internal void Replace(IServiceCollection services)
    {
        _store = (SqliteStore)services.Last(service => service.ServiceType == typeof(IStore)).ImplementationInstance!;
        services.AddSingleton(Before<IStore>(_store)).AddSingleton(Before<IRegistrationStore>(_store))
            .AddSingleton(Before<IAuditStore>(_store));
    }

    /// <summary>Stores changes of an account that is not in memory.</summary>
    public Task CommitAsync(uint owner, IEnumerable<Change> changes) => _store!.CommitAsync(new(owner), [.. changes]);

    private T Before<T>(T store)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, Proxy>();
        ((Proxy)(object)proxy).Become(this, store);
        return proxy;
    }

    private void Note(string method, object?[]? args)
    {
        if (method is nameof(IStore.CommitAsync) && args is [Uin, ImmutableArray<Change> changes])
            _heard?.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{method} {changes.Length}"));
        else if (method.StartsWith("Read", StringComparison.Ordinal) || method.StartsWith("Find", StringComparison.Ordinal)
            || method.StartsWith("Load", StringComparison.Ordinal))
            _heard?.Enqueue(method);
    }

    private Exception? FailureOf(string method)
    {
        var writes = !(method.StartsWith("Read", StringComparison.Ordinal) || method.StartsWith("List", StringComparison.Ordinal)
            || method.StartsWith("Find", StringComparison.Ordinal) || method.StartsWith("Load", StringComparison.Ordinal)
            || method.StartsWith("Is", StringComparison.Ordinal) || method.StartsWith("Search", StringComparison.Ordinal)
            || method.StartsWith("Count", StringComparison.Ordinal));
        return (Fault, writes) switch
        {
            (DiskFault.Full, true) => new StoreFullException(),
            (DiskFault.TakesNothing, true) => new StoreBusyException(),
            // Nobody is told before the disk goes on; in the end nothing was stored.
            (DiskFault.HangsInWriting or DiskFault.Hangs, true) =>
                new StoreUncertainException(Task.FromException<LogWaiting>(new StoreBusyException())),
            (DiskFault.Hangs, false) => new StoreBusyException(),
            (DiskFault.IsDamaged, _) => new StoreDamagedException(),
            _ => null,
        };
    }

    /// <summary>Stands before one interface of the store.</summary>
    public class Proxy : DispatchProxy
    {
        private FailingStore? _of;
        private object? _store;

        /// <summary>Says before what it stands.</summary>
        internal void Become(FailingStore of, object store) => (_of, _store) = (of, store);

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var result = targetMethod!.ReturnType;
            _of!.Note(targetMethod.Name, args);
            if (!result.IsAssignableTo(typeof(Task)) || _of.FailureOf(targetMethod.Name) is not { } failure)
                return targetMethod.Invoke(_store, args);
            return result.IsGenericType
                ? s_failed.MakeGenericMethod(result.GetGenericArguments()).Invoke(null, [failure]) : Task.FromException(failure);
        }
    }
}
