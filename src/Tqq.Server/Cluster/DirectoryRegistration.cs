using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography;
using Tqq.Core;
using Tqq.Core.Limits;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;
using Tqq.Server.Storage;

namespace Tqq.Server.Cluster;

/// <summary>Makes accounts for people who ask for one themselves.</summary>
internal sealed class DirectoryRegistration(
    IAccountDirectory accounts, IRegistrationStore store, IPasswordVault passwords, Clock clock) : IRegistration, IDisposable
{
    // Six digits at first. Where so many tries have found none that is free, numbers get longer.
    private const long LowestGiven = 100_000;
    private const int TriesOfLength = 20;

    private static readonly AccountSettings s_settings =
        AccountSettings.Default with { Access = WireAccess.Open with { Login = WireLogin.AppPassword } };

    // An invitation is for so many accounts, of which some may be on their way to the disk.
    private readonly SemaphoreSlim _invited = new(1);

    public async Task<Registered> RegisterAsync(
        Uin? uin, Profile profile, string password, string? code, IPAddress from, CancellationToken cancellationToken)
    {
        // Both are looked at before the password is computed, so that guesses cost nothing; and once more when the account is made.
        var codeHash = code is null ? null : InvitationCode.HashOf(code);
        if (codeHash is not null && await FindAsync(codeHash, cancellationToken) is null)
            return new(RegistrationOutcome.NoInvitation, default);
        if (uin is { } asked && await IsTakenAsync(asked, cancellationToken))
            return new(RegistrationOutcome.NumberTaken, default);
        var origin = new LoginOrigin(AddressBlock.Of(from), IsUsual: false);
        if (await passwords.HashAsync(password, origin, cancellationToken) is not { } passwordHash)
            return new(RegistrationOutcome.NotLookedAt, default);
        if (codeHash is null)
            return await MakeAsync(uin, profile, passwordHash, null);
        await _invited.WaitAsync(cancellationToken);
        try
        {
            return await FindAsync(codeHash, cancellationToken) is { } invitation
                ? await MakeAsync(uin, profile, passwordHash, invitation.Id)
                : new(RegistrationOutcome.NoInvitation, default);
        }
        finally
        {
            _invited.Release();
        }
    }

    public async Task<bool> IsGoodAsync(string code, CancellationToken cancellationToken) =>
        await FindAsync(InvitationCode.HashOf(code), cancellationToken) is not null;

    public async Task<Uin?> PickAsync(CancellationToken cancellationToken)
    {
        foreach (var given in Picks())
            if (!await IsTakenAsync(given, cancellationToken))
                return given;
        return null;
    }

    public async Task<(Invitation Made, string Code)> InviteAsync(string name, string madeBy, int uses, DateTimeOffset? expires)
    {
        var code = InvitationCode.Make();
        var made = new Invitation(0, InvitationCode.HashOf(code), name, madeBy, clock.Now().Wall, uses, 0, expires);
        return (made with { Id = await store.AddInvitationAsync(made) }, code);
    }

    public Task<ImmutableArray<Invitation>> ListAsync(long after, int limit, CancellationToken cancellationToken) =>
        store.ListInvitationsAsync(after, limit, cancellationToken);

    public Task<bool> RevokeAsync(long id) => store.RemoveInvitationAsync(id);

    public void Dispose() => _invited.Dispose();

    private async Task<bool> IsTakenAsync(Uin uin, CancellationToken cancellationToken) =>
        await store.IsReservedAsync(uin, cancellationToken)
        || await accounts.CallAsync(uin, new ShowAccount(), cancellationToken) is not null;

    private async Task<Invitation?> FindAsync(string codeHash, CancellationToken cancellationToken) =>
        await store.FindInvitationAsync(codeHash, cancellationToken) is { } found && found.Used < found.Uses
        && !(found.Expires <= clock.Now().Wall) ? found : null;

    /// <summary>Makes an account. From here on nobody gives up: what is begun is made or not.</summary>
    /// <param name="uin">Its number; null for one that it is given.</param>
    /// <param name="profile">Its profile.</param>
    /// <param name="passwordHash">The slow hash of its password.</param>
    /// <param name="invitation">The number of the invitation that it is made with, if it is.</param>
    /// <param name="role">What it may do with the server.</param>
    public async Task<Registered> MakeAsync(
        Uin? uin, Profile profile, string passwordHash, long? invitation, AdminRole role = AdminRole.None)
    {
        if (uin is { } asked)
            return await CreateAsync(asked) ? new(RegistrationOutcome.Made, asked) : new(RegistrationOutcome.NumberTaken, default);
        foreach (var given in Picks())
            if (!await store.IsReservedAsync(given, CancellationToken.None) && await CreateAsync(given))
                return new(RegistrationOutcome.Made, given);
        return new(RegistrationOutcome.NumberTaken, default);

        async Task<bool> CreateAsync(Uin number) => await accounts.CallAsync(
            number, new CreateAccount(
                new(number, profile.WithFaceOf(number), s_settings, true, clock.Now().Wall, role), passwordHash, invitation),
            CancellationToken.None);
    }

    private static IEnumerable<Uin> Picks()
    {
        for (var lowest = LowestGiven; lowest * 10 <= uint.MaxValue; lowest *= 10)
            for (var attempt = 0; attempt < TriesOfLength; attempt++)
                yield return Pick(lowest);
    }

    // By chance, so that a number tells nobody when its account was made, or who came next.
    private static Uin Pick(long lowest) => new((uint)(lowest + RandomNumberGenerator.GetInt32((int)(lowest * 9))));
}
