using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>Passwords (protocol.md §3).</summary>
public sealed class PasswordVaultTests
{
    private const string Md5OfPassword = "5f4dcc3b5aa765d61d8327deb882cf99";

    [Fact]
    public async Task A_password_is_known_by_its_md5_in_either_case_and_another_is_not()
    {
        using var vault = new PasswordVault();
        var hash = await vault.HashAsync("password", TestContext.Current.CancellationToken);
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, await vault.HashAsync("password", TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(hash, Md5OfPassword, TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(hash, Md5OfPassword.ToUpperInvariant(), TestContext.Current.CancellationToken));
        Assert.False(await vault.VerifyAsync(hash, "password", TestContext.Current.CancellationToken));
        Assert.False(await vault.VerifyAsync(null, Md5OfPassword, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_no_hash_is_an_error_and_the_vault_lives_on()
    {
        using var vault = new PasswordVault();
        await Assert.ThrowsAsync<FormatException>(() => vault.VerifyAsync("$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", Md5OfPassword, TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(await vault.HashAsync("password", TestContext.Current.CancellationToken), Md5OfPassword, TestContext.Current.CancellationToken));
    }
}
