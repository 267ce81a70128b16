using Tqq.Core.Rules;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;
using Tqq.Server.Web.Api;

namespace Tqq.Server.Tests.Web.Api;

/// <summary>Who may make an account: settings, a choice, nobody.</summary>
public sealed class RegistrationPolicyTests : IDisposable
{
    private static readonly RegistrationChoice Opened = new(RegistrationMode.Open, "10001", DateTimeOffset.UnixEpoch);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly InForce<ApiOptions> _options = new(new());

    private string StorePath => Path.Combine(_directory.FullName, "tqq.db");

    public void Dispose() => _directory.Delete(recursive: true);

    [Fact]
    public async Task A_setting_that_is_read_again_goes_above_the_choice_and_gives_it_back_when_it_is_taken_out()
    {
        await using var store = SqliteStore.Open(StorePath);
        using var policy = new RegistrationPolicy(_options, store);
        Assert.True(await policy.ChooseAsync(Opened));
        Assert.Equal((RegistrationMode.Open, Opened), (policy.Now, policy.Choice));

        _options.Replace(new() { Registration = RegistrationMode.Invite, RegistrationWritten = "\"registration\" in tqq.json" });
        Assert.Equal((RegistrationMode.Invite, null), (policy.Now, policy.Choice));
        Assert.False(await policy.ChooseAsync(Opened with { Mode = RegistrationMode.Closed }));

        _options.Replace(new());
        Assert.Equal((RegistrationMode.Open, Opened), (policy.Now, policy.Choice));
    }

    [Fact]
    public async Task A_choice_is_there_when_the_store_is_opened_again_and_the_last_one_counts()
    {
        await using (var store = SqliteStore.Open(StorePath))
        {
            using var policy = new RegistrationPolicy(_options, store);
            await policy.ChooseAsync(Opened with { Mode = RegistrationMode.Invite });
            await policy.ChooseAsync(Opened);
        }

        await using var again = SqliteStore.Open(StorePath);
        using var loaded = new RegistrationPolicy(_options, again);
        await loaded.LoadAsync(TestContext.Current.CancellationToken);
        Assert.Equal(Opened, loaded.Choice);
    }

    [Fact]
    public async Task A_choice_that_makes_no_sense_is_named_by_the_look_through_the_store()
    {
        await using (var store = SqliteStore.Open(StorePath))
            await store.ChooseRegistrationAsync(Opened with { Mode = (RegistrationMode)7 });

        await using var again = SqliteStore.Open(StorePath);
        again.LookForDamage(TestContext.Current.CancellationToken);
        Assert.Contains("who may make an account", Assert.Single(again.Damage.Found).Text, StringComparison.Ordinal);
    }
}
