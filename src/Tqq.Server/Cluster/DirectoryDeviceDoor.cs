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
    public async ValueTask<SignedIn> SignInAsync(
        Uin uin, string password, NewDevice device, Func<TimeSpan, ValueTask<bool>> holdBack, CancellationToken cancellationToken)
    {
        if (!uin.CanBeAccount)
            return new(SignInOutcome.Refused, null);
        if (await accounts.CallAsync(uin, new AdmitLogin(device.From), CancellationToken.None) is not { } permit)
            return new(SignInOutcome.NotLookedAt, null);
        if (await holdBack(permit.Delay))
            return await accounts.CallAsync(uin, new SignIn(PasswordMd5.Of(password), device), cancellationToken);
        await accounts.CallAsync(uin, new WithdrawLogin(device.From), CancellationToken.None);
        return new(SignInOutcome.NotLookedAt, null);
    }

    public async ValueTask<DeviceSession?> AddTokenAsync(
        Uin uin, NewDevice device, DeviceGrant grant, CancellationToken cancellationToken) =>
        uin.CanBeAccount ? await accounts.CallAsync(uin, new AddToken(device, grant), cancellationToken) : null;

    public async ValueTask<AdmittedDevice?> AdmitAsync(string credentialHash, IPAddress from, CancellationToken cancellationToken) =>
        await store.FindDeviceAsync(credentialHash, cancellationToken) is var (uin, device)
        && await accounts.CallAsync(uin, new AdmitDevice(device, credentialHash, from), cancellationToken) is { } session
            ? new(uin, session) : null;

    public async ValueTask<bool> IsAdmittedAsync(Uin uin, int device, IPAddress from, CancellationToken cancellationToken) =>
        uin.CanBeAccount && await accounts.CallAsync(uin, new AdmitDevice(device, null, from), cancellationToken) is not null;
}
