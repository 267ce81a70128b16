using Tqq.Cli.Profiles;
using Tqq.Cli.Terminal;

namespace Tqq.Cli.Tests.Profiles;

/// <summary>Profiles, also when several commands have them in hand.</summary>
public sealed class ProfileStoreTests : IDisposable
{
    private static readonly SavedProfile s_anna = new(new("http://127.0.0.1:8000/"), 10001, "1f3870be274f6c49b3e31a0c6728957f", "key", []);

    private readonly string _directory = Directory.CreateTempSubdirectory("tqq-profiles-").FullName;

    private ProfileStore Store => new(Path.Combine(_directory, "tqq"));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static SavedProfile Asked(SavedProfile profile, uint by) =>
        profile with { Requests = [.. profile.Requests, new(by, "please")] };

    [Fact]
    public async Task Changes_of_commands_that_run_at_once_all_stay()
    {
        Store.Save("p", s_anna);
        await Task.WhenAll(Enumerable.Range(1, 20).Select(number =>
            Task.Run(() => Store.Change("p", s_anna, profile => Asked(profile, (uint)number)))));
        Assert.Equal(Enumerable.Range(1, 20).Select(number => (uint)number),
            Store.Load("p").Requests.Select(request => request.Uin).Order());
    }

    [Fact]
    public void What_could_not_be_written_as_on_a_full_disk_leaves_no_empty_new_file_behind()
    {
        Directory.CreateDirectory(Path.Combine(_directory, "tqq", "p.json", "in the way"));
        Assert.Throws<CommandFailedException>(() => Store.Save("p", s_anna));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "tqq"), "*.new"));
    }

    [Fact]
    public void A_profile_that_was_deleted_meanwhile_does_not_come_back()
    {
        Store.Save("p", s_anna);
        Store.Delete("p");
        Store.Change("p", s_anna, profile => Asked(profile, 10002));
        Assert.Empty(Store.Names);
    }

    [Fact]
    public void A_profile_that_is_anothers_meanwhile_stays_theirs()
    {
        Store.Save("p", s_anna);
        Store.Save("p", s_anna with { Uin = 10002 });
        Store.Change("p", s_anna, profile => Asked(profile, 10003));
        Assert.Equal((10002u, 0), (Store.Load("p").Uin, Store.Load("p").Requests.Count));
    }

    [Fact]
    public void A_new_login_of_the_same_account_keeps_who_has_asked()
    {
        Store.Save("p", Asked(s_anna, 10002));
        Store.Save("p", s_anna with { SessionKey = "new" });
        Assert.Equal(("new", 10002u), (Store.Load("p").SessionKey, Store.Load("p").Requests.Single().Uin));
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"server":"http://127.0.0.1:8000/","uin":10001,"passwordMd5":"1f38","requests":[]}""")]
    [InlineData("""{"server":"http://127.0.0.1:8000/","uin":10001,"passwordMd5":"1f3870be274f6c49b3e31a0c6728957f"}""")]
    public void A_damaged_profile_is_said(string content)
    {
        Store.Save("p", s_anna);
        File.WriteAllText(Store.PathOf("p"), content);
        Assert.Contains("is damaged: log in again with 'tqq login UIN --profile p'",
            Assert.Throws<CommandFailedException>(() => Store.Load("p")).Message, StringComparison.Ordinal);
        Store.Save("p", s_anna);
        Assert.Equal(10001u, Store.Load("p").Uin);
    }

    [Fact]
    public void Where_nothing_can_be_written_it_says_so()
    {
        File.WriteAllText(Path.Combine(_directory, "tqq"), "no directory");
        Assert.Contains("cannot be written", Assert.Throws<CommandFailedException>(() => Store.Save("p", s_anna)).Message,
            StringComparison.Ordinal);
    }
}
