using System.Net;
using Tqq.Core.Devices;
using Tqq.Server.Messaging;

namespace Tqq.Server.Cluster;

/// <summary>An attempt to sign in that was admitted. Checking a password takes long, so other calls come in between.</summary>
/// <param name="PasswordMd5">MD5 of the password, as the wire sends it.</param>
/// <param name="Code">A code of the second factor.</param>
/// <param name="Device">What it opens.</param>
[GenerateSerializer, Immutable]
internal sealed record SignIn(string PasswordMd5, string? Code, NewDevice Device) : AccountCall<SignedIn>
{
    public override async ValueTask<SignedIn> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var done = await host.Queue.PinnedAsync(() => SignInAsync(host, cancellationToken));
        host.LeaveIfUnused();
        return done;
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => $"sign in from {Device.From}";

    private async Task<SignedIn> SignInAsync(AccountHost host, CancellationToken cancellationToken) =>
        await host.CheckAsync(PasswordMd5, Code, asksCode: true, Device.From, cancellationToken) switch
        {
            SignInOutcome.Opened when await OpenDevice.OpenAsync(host, Device, grant: null) is { } opened =>
                new(SignInOutcome.Opened, opened),
            SignInOutcome.Opened => new(SignInOutcome.Refused, null),
            var refused => new SignedIn(refused, null),
        };
}

/// <summary>Makes a token; null where the account has as many as it may, is shut, or is not there.</summary>
/// <param name="Device">What is opened.</param>
/// <param name="Grant">What it may.</param>
[GenerateSerializer, Immutable]
internal sealed record AddToken(NewDevice Device, DeviceGrant Grant) : QueuedCall<DeviceSession?>
{
    protected override Task<DeviceSession?> InQueueAsync(AccountHost host) => OpenDevice.OpenAsync(host, Device, Grant);
}

/// <summary>Admits a device session, or does not; one that is admitted is used now.</summary>
/// <param name="Device">Its number.</param>
/// <param name="CredentialHash">The hash of what its client shows.</param>
/// <param name="From">The client's address.</param>
[GenerateSerializer, Immutable]
internal sealed record AdmitDevice(int Device, string CredentialHash, IPAddress From) : AccountCall<DeviceSession?>
{
    public override ValueTask<DeviceSession?> RunAsync(AccountHost host, CancellationToken cancellationToken)
    {
        var now = host.Services.Clock.Now();
        var admitted = host.Account.Devices.Admit(Device, CredentialHash, From, now);
        // Nobody needs to wait for it: if it is lost, the next use tells it again.
        if (admitted is not null && host.Account.Devices.Use(Device, From, now) is { } used)
            host.Steps.StoreAside(used);
        return new(admitted);
    }
}
