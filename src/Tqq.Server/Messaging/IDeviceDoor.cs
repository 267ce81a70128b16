using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Presence;

namespace Tqq.Server.Messaging;

/// <summary>Who comes in as a device: with the account's password, or with what it was given when it came in first.</summary>
public interface IDeviceDoor
{
    /// <summary>
    /// Signs in with the account's password and opens a device session. Failures count together with those of the wire (protocol.md §5.1).
    /// App passwords are for the wire and open nothing here; whether the wire lets the account in is no matter.
    /// </summary>
    /// <param name="uin">Who.</param>
    /// <param name="password">Its password, in plain.</param>
    /// <param name="code">A code of its second factor, or a recovery code; null where none was given.</param>
    /// <param name="device">What it opens.</param>
    /// <param name="holdBack">
    /// Waits for as long as the attempt is to be held back, mostly not at all. It is looked at only after that. False where there is no
    /// place to wait: then it is not looked at.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<SignedIn> SignInAsync(
        Uin uin, string password, string? code, NewDevice device, Func<TimeSpan, ValueTask<bool>> holdBack,
        CancellationToken cancellationToken);

    /// <summary>Makes a token: a device session with rights of its own, which is closed to revoke it.</summary>
    /// <param name="uin">Whose.</param>
    /// <param name="device">What is opened.</param>
    /// <param name="grant">What it may.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where the account has <see cref="DeviceSession.MostTokens"/>, is shut, or is not there.</returns>
    ValueTask<DeviceSession?> AddTokenAsync(Uin uin, NewDevice device, DeviceGrant grant, CancellationToken cancellationToken);

    /// <summary>
    /// Finds the device session that a client shows the secret of, where its account admits it now: it is enabled, and may be used from
    /// this address; the session has not expired. It counts as used.
    /// </summary>
    /// <param name="credentialHash">SHA-256 of the secret, in upper-case hex.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<AdmittedDevice?> AdmitAsync(string credentialHash, IPAddress from, CancellationToken cancellationToken);
}

/// <summary>A device session that is to be opened.</summary>
/// <param name="Kind">What opens it.</param>
/// <param name="Name">What its owner calls it; 100 characters at most.</param>
/// <param name="From">The client's address.</param>
/// <param name="CredentialHash">SHA-256 in upper-case hex of what its client shows to act in it; null where the door keeps that.</param>
/// <param name="Status">The status that the account has from then on; null to leave it.</param>
[GenerateSerializer, Immutable]
public sealed record NewDevice(DeviceKind Kind, string Name, IPAddress From, string? CredentialHash, Status? Status = null);

/// <summary>What became of an attempt to sign in.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Session">The session, where one was opened.</param>
[GenerateSerializer, Immutable]
public readonly record struct SignedIn([property: Id(0)] SignInOutcome Outcome, [property: Id(1)] DeviceSession? Session);

/// <summary>How an attempt to sign in ended.</summary>
public enum SignInOutcome : byte
{
    /// <summary>The session is open.</summary>
    Opened,

    /// <summary>Number and password do not open an account from here.</summary>
    Refused,

    /// <summary>So many wait that it was not looked at.</summary>
    NotLookedAt,

    /// <summary>The password is right; a code of the second factor is wanted besides, and none was given.</summary>
    CodeNeeded,

    /// <summary>The password is right, and the code is not, or was used.</summary>
    WrongCode,

    /// <summary>The password is right; so many wrong codes came before that this one was not looked at.</summary>
    TooManyCodes,

    /// <summary>The password is right, and the account is shut.</summary>
    Disabled,
}

/// <summary>A device session whose account admits it.</summary>
/// <param name="Uin">The account.</param>
/// <param name="Session">The session.</param>
public sealed record AdmittedDevice(Uin Uin, DeviceSession Session);
