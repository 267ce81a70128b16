using System.Net;
using Tqq.Core;
using Tqq.Core.Profiles;
using Tqq.Server.Cluster;
using Tqq.Server.Messaging;
using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Asking for an account that is not to be had costs the server no password.</summary>
public sealed class DirectoryRegistrationTests : IDisposable
{
    private static readonly Uin Taken = new(10001);
    private static readonly Uin Deleted = new(10002);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_number_that_is_or_was_somebody_s_is_refused_before_the_password_is_computed()
    {
        await using var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        await host.AddAsync(Taken);
        await host.AddAsync(Deleted);
        await host.Administration.DeleteAsync(Deleted, TestContext.Current.CancellationToken);
        using var registration = host.Registration(new NoPasswords());
        foreach (var uin in (Uin[])[Taken, Deleted])
            Assert.Equal(RegistrationOutcome.NumberTaken, await AskAsync(registration, uin, null));
        Assert.Equal(RegistrationOutcome.NoInvitation, await AskAsync(registration, Taken, "0000-0000-0000"));
    }

    private static async Task<RegistrationOutcome> AskAsync(DirectoryRegistration registration, Uin uin, string? code) =>
        (await registration.RegisterAsync(
            uin, Profile.Named("n"), "correct horse", code, IPAddress.Loopback, TestContext.Current.CancellationToken)).Outcome;

    private sealed class NoPasswords : IPasswordVault
    {
        public Task<string> HashAsync(string password, CancellationToken cancellationToken) => throw new InvalidOperationException();

        public Task<string[]> HashAllAsync(IReadOnlyList<string> passwords, Action onEach, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();

        public Task<string?> HashAsync(string password, LoginOrigin origin, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();

        public Task<bool?> VerifyAsync(string? passwordHash, string passwordMd5, LoginOrigin origin, CancellationToken cancellationToken) =>
            throw new InvalidOperationException();
    }
}
