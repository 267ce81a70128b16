using System.Collections.Concurrent;
using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>The door of device sessions over the accounts, wherever they are.</summary>
internal sealed class DirectoryDeviceDoor(IAccountDirectory accounts, IStore store) : IDeviceDoor
{
    // So many are found without a look into the store.
    private const int Most = 10_000;

    // Where to look only: the account says whether it is so, each time.
    private readonly ConcurrentDictionary<string, (Uin Owner, int Device)> _found = new();

    public async ValueTask<SignedIn> SignInAsync(
        Uin uin, string password, string? code, NewDevice device, Func<TimeSpan, ValueTask<bool>> holdBack,
        CancellationToken cancellationToken) =>
        !uin.CanBeAccount ? new(SignInOutcome.Refused, null) : await accounts.AdmitAsync(uin, device.From, holdBack,
            () => accounts.CallAsync(uin, new SignIn(PasswordMd5.Of(password), code, device), cancellationToken),
            new SignedIn(SignInOutcome.NotLookedAt, null));

    public async ValueTask<DeviceSession?> AddTokenAsync(
        Uin uin, NewDevice device, DeviceGrant grant, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new AddToken(device, grant), cancellationToken) : null;

    public async ValueTask<AdmittedDevice?> AdmitAsync(string credentialHash, IPAddress from, CancellationToken cancellationToken)
    {
        if (_found.TryGetValue(credentialHash, out var known)
            && await AdmitAsync(known, credentialHash, from, cancellationToken) is { } still)
            return still;
        if (await store.FindDeviceAsync(credentialHash, cancellationToken) is not { } found)
        {
            _found.TryRemove(credentialHash, out _);
            return null;
        }

        // Whoever comes beyond them is found in the store again.
        if (_found.Count >= Most)
            _found.Clear();
        _found[credentialHash] = found;
        return await AdmitAsync(found, credentialHash, from, cancellationToken);
    }

    private async ValueTask<AdmittedDevice?> AdmitAsync(
        (Uin Owner, int Device) found, string credentialHash, IPAddress from, CancellationToken cancellationToken) =>
        await accounts.CallAsync(found.Owner, new AdmitDevice(found.Device, credentialHash, from), cancellationToken) is { } session
            ? new(found.Owner, session) : null;
}
