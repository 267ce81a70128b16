using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Tqq.Server.Passwords;

namespace Tqq.EndToEnd.Tests.Running;

/// <summary>
/// Passwords of which the first of many is computed, and the others when the test says so: what happens meanwhile can be seen.
/// </summary>
internal sealed class HeldPasswords
{
    private readonly TaskCompletionSource _letGo = new();

    /// <summary>Computes the others.</summary>
    public void LetGo() => _letGo.SetResult();

    /// <summary>Has a server compute its passwords so.</summary>
    public void Replace(IServiceCollection services) => services.Replace(ServiceDescriptor.Singleton<IPasswordVault>(provider =>
        new Vault(provider.GetRequiredService<PasswordVault>(), _letGo.Task)));

    private sealed class Vault(IPasswordVault own, Task letGo) : IPasswordVault
    {
        public Task<string> HashAsync(string password, CancellationToken cancellationToken) => own.HashAsync(password, cancellationToken);

        public async Task<string[]> HashAllAsync(IReadOnlyList<string> passwords, Action onEach, CancellationToken cancellationToken)
        {
            var first = await own.HashAllAsync([passwords[0]], onEach, cancellationToken);
            await letGo.WaitAsync(cancellationToken);
            return [.. first, .. await own.HashAllAsync([.. passwords.Skip(1)], onEach, cancellationToken)];
        }

        public Task<string?> HashAsync(string password, LoginOrigin origin, CancellationToken cancellationToken) =>
            own.HashAsync(password, origin, cancellationToken);

        public Task<bool?> VerifyAsync(string? passwordHash, string passwordMd5, LoginOrigin origin, CancellationToken cancellationToken) =>
            own.VerifyAsync(passwordHash, passwordMd5, origin, cancellationToken);
    }
}
