using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Server.Messaging;

/// <summary>
/// What the owner of an account does with it in a device session. What is changed is on disk when the task ends. All of it costs the
/// account's rate, and throws an <see cref="IOException"/> where the store cannot do it now.
/// </summary>
public interface IDeviceAccount
{
    /// <summary>What the account is.</summary>
    ValueTask<DeviceLook<OwnAccount>> ShowAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>
    /// Changes profile and settings; the rest of them stays as it is then. Friends see a new nickname or avatar at once; a wire session
    /// that might not begin with these settings ends.
    /// </summary>
    ValueTask<Outcome> EditAsync(Uin uin, int device, AccountEdit edit, CancellationToken cancellationToken);

    /// <summary>
    /// Whether a password is the account's own. It is looked at, held back and counted as a login is (protocol.md §5.1).
    /// </summary>
    /// <param name="uin">The account.</param>
    /// <param name="device">The number of the session.</param>
    /// <param name="from">The client's address.</param>
    /// <param name="password">The password, in plain.</param>
    /// <param name="holdBack">
    /// Waits for as long as that is to be held back, mostly not at all. False where there is no place to wait: then it is not looked at.
    /// </param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// <see cref="Answer.Done"/> where it is, <see cref="Answer.LoginFailed"/> where it is not, <see cref="Answer.Refused"/> where it was
    /// not looked at.
    /// </returns>
    ValueTask<Outcome> CheckPasswordAsync(
        Uin uin, int device, IPAddress from, string password, Func<TimeSpan, ValueTask<bool>> holdBack,
        CancellationToken cancellationToken);

    /// <summary>Sets a new password and ends all sessions but this one: those of the wire and of devices, and tokens.</summary>
    ValueTask<Outcome> SetPasswordAsync(Uin uin, int device, string password, CancellationToken cancellationToken);

    /// <summary>Removes the account, its mail, and its place on the lists of others.</summary>
    ValueTask<Outcome> DeleteAsync(Uin uin, int device, CancellationToken cancellationToken);

    /// <summary>Makes an app password: <see cref="Answer.AtLimit"/> where the account has as many as it may.</summary>
    ValueTask<DeviceLook<NewAppPassword>> AddAppPasswordAsync(Uin uin, int device, string name, CancellationToken cancellationToken);

    /// <summary>Takes an app password back and ends the session that was begun with it; false where the account has no such one.</summary>
    ValueTask<DeviceLook<bool>> RemoveAppPasswordAsync(Uin uin, int device, int id, CancellationToken cancellationToken);
}

/// <summary>What a device has asked for, or why it does not get it.</summary>
/// <param name="Refusal">Why not: there is no such session, or it comes too fast; null where it gets it.</param>
/// <param name="Value">What it gets.</param>
[GenerateSerializer, Immutable]
public readonly record struct DeviceLook<T>([property: Id(0)] Outcome? Refusal, [property: Id(1)] T? Value);

/// <summary>An account as its owner sees it.</summary>
/// <param name="Account">Its record.</param>
/// <param name="Status">The status that it has now.</param>
/// <param name="Friends">How many friends it has.</param>
/// <param name="KeepsSent">Whether what it sends is kept, as it says itself or else the server does.</param>
/// <param name="AppPasswords">Its app passwords, ascending by number.</param>
[GenerateSerializer, Immutable]
public sealed record OwnAccount(
    AccountRecord Account, Status Status, int Friends, bool KeepsSent, ImmutableArray<AppPassword> AppPasswords);

/// <summary>An app password that was made.</summary>
/// <param name="Added">It.</param>
/// <param name="Text">The app password itself: nobody learns it again.</param>
[GenerateSerializer, Immutable]
public sealed record NewAppPassword(AppPassword Added, string Text)
{
    /// <summary>Without the app password.</summary>
    public override string ToString() => $"new {Added}";
}
