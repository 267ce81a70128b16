using System.Net;
using Tqq.Server.Passwords;

namespace Tqq.Server.Tests.Passwords;

/// <summary>Passwords (protocol.md §3).</summary>
public sealed class PasswordVaultTests
{
    private static readonly LoginOrigin Home = new(IPAddress.Loopback, IsUsual: false);
    private const string Md5OfPassword = "5f4dcc3b5aa765d61d8327deb882cf99";

    [Fact]
    public async Task A_password_is_known_by_its_md5_in_either_case_and_another_is_not()
    {
        using var vault = new PasswordVault(new());
        var hash = await vault.HashAsync("password", TestContext.Current.CancellationToken);
        Assert.StartsWith("$argon2id$v=19$m=19456,t=2,p=1$", hash, StringComparison.Ordinal);
        Assert.NotEqual(hash, await vault.HashAsync("password", TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(hash, Md5OfPassword, Home, TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(hash, Md5OfPassword.ToUpperInvariant(), Home, TestContext.Current.CancellationToken));
        Assert.False(await vault.VerifyAsync(hash, "password", Home, TestContext.Current.CancellationToken));
        Assert.False(await vault.VerifyAsync(null, Md5OfPassword, Home, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_is_no_hash_is_an_error_and_the_vault_lives_on()
    {
        using var vault = new PasswordVault(new());
        await Assert.ThrowsAsync<FormatException>(() =>
            vault.VerifyAsync("$argon2id$v=19$m=99999999,t=2,p=1$AAAA$AAAA", Md5OfPassword, Home, TestContext.Current.CancellationToken));
        Assert.True(await vault.VerifyAsync(await vault.HashAsync("password", TestContext.Current.CancellationToken), Md5OfPassword, Home,
            TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("$argon2id$v=19$m=0,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=0,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$$AAAA")]
    [InlineData("$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$")]
    public async Task Whatever_a_computation_fails_with_the_threads_live_on(string hash)
    {
        using var vault = new PasswordVault(new());
        // More often than there are threads.
        for (var round = 0; round < 4; round++)
            Assert.NotNull(await Record.ExceptionAsync(() =>
                vault.VerifyAsync(hash, Md5OfPassword, Home, TestContext.Current.CancellationToken)));
        Assert.False(await vault.VerifyAsync(null, Md5OfPassword, Home, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_flood_from_one_address_keeps_nobody_else_waiting_and_what_finds_no_room_is_not_looked_at()
    {
        using var vault = new PasswordVault(new() { MostWaiting = 20 });
        var flood = Enumerable.Range(0, 500).Select(_ =>
            vault.VerifyAsync(null, Md5OfPassword, Home, TestContext.Current.CancellationToken)).ToList();
        Assert.True(vault.Waiting <= 20);
        var elsewhere = vault.VerifyAsync(null, Md5OfPassword, new(IPAddress.Parse("192.0.2.1"), IsUsual: false),
            TestContext.Current.CancellationToken);
        var usual = vault.VerifyAsync(null, Md5OfPassword, new(IPAddress.Loopback, IsUsual: true), TestContext.Current.CancellationToken);
        Assert.False(await elsewhere);
        Assert.False(await usual);
        // Both were served while most of the flood that found room still waits.
        Assert.True(vault.Waiting > 5, $"{vault.Waiting} wait");
        var results = await Task.WhenAll(flood);
        Assert.InRange(results.Count(result => result is false), 18, 30);
        Assert.Equal(500, results.Count(result => result is null or false));
    }

    [Fact]
    public async Task Whoever_chooses_a_password_and_is_not_known_waits_in_turns_too()
    {
        using var vault = new PasswordVault(new() { MostWaiting = 20 });
        var flood = await Task.WhenAll(Enumerable.Range(0, 500).Select(_ =>
            vault.HashAsync("password", Home, TestContext.Current.CancellationToken)));
        Assert.Contains(null, flood);
        var hash = flood.First(hash => hash is not null);
        Assert.True(await vault.VerifyAsync(hash, Md5OfPassword, Home, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_that_are_made_together_are_each_computed()
    {
        using var vault = new PasswordVault(new());
        var done = 0;
        var hashes = await vault.HashAllAsync(["a", "b", "c", "d", "e"], () => Interlocked.Increment(ref done),
            TestContext.Current.CancellationToken);
        Assert.Equal(5, Volatile.Read(ref done));
        foreach (var (hash, password) in hashes.Zip((string[])["a", "b", "c", "d", "e"]))
            Assert.True(await vault.VerifyAsync(hash, PasswordMd5.Of(password), Home, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Many_that_are_made_together_keep_no_login_waiting_for_all_of_them_and_are_not_computed_once_they_are_given_up()
    {
        using var vault = new PasswordVault(new());
        using var cancelled = new CancellationTokenSource();
        // They would take minutes.
        var together = vault.HashAllAsync([.. Enumerable.Repeat("password", 5000)], () => { }, cancelled.Token);
        for (var login = 0; login < 3; login++)
            Assert.False(await vault.VerifyAsync(null, Md5OfPassword, Home, TestContext.Current.CancellationToken));
        Assert.False(together.IsCompleted);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => together);
        Assert.Equal(0, vault.Waiting);
        Assert.False(await vault.VerifyAsync(null, Md5OfPassword, Home, TestContext.Current.CancellationToken));
    }
}
