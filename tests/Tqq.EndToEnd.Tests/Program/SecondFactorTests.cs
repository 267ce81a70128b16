using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;
using Tqq.EndToEnd.Tests.Web.Admin;

namespace Tqq.EndToEnd.Tests.Program;

/// <summary>An administrator with a second factor signs in to the JSON API by program.</summary>
public sealed class SecondFactorTests(SharedServer shared) : TalkSetting(shared)
{
    [Fact]
    public async Task Tqq_login_says_that_a_code_is_needed_and_takes_it()
    {
        var (person, recovery) = await WithFactorAsync();
        string[] login = ["login", $"{person.Uin}", "--api", $"{Server.Web}", "--password-stdin"];
        var refused = await RunAsync(login, person.Password + "\n");
        Assert.Equal((4, $"tqq: {person.Uin} has a second factor: give its code, or one of its recovery codes, with --code CODE\n"),
            (refused.ExitCode, refused.Error));
        await LinesAsync([.. login, "--code", recovery], person.Password + "\n");
        Assert.StartsWith($"{person.Uin}\t", Assert.Single(await LinesAsync(["whoami"])), StringComparison.Ordinal);
        var used = await RunAsync([.. login, "--code", recovery], person.Password + "\n");
        Assert.Equal(4, used.ExitCode);
        Assert.Contains("the code of the second factor is wrong or was used", used.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_without_the_api_or_beside_a_token_is_wrong_usage()
    {
        foreach (var other in (string[][])[["--password-stdin"], ["--api", $"{Server.Web}", "--token-stdin"]])
        {
            var result = await RunAsync(["login", "10003", "--code", "123456", .. other], "x\n");
            Assert.Equal((2, "tqq: --code goes with a password, and needs --api\n"), (result.ExitCode, result.Error));
        }
    }

    [Fact]
    public async Task A_client_gives_the_code_as_an_option()
    {
        var (person, recovery) = await WithFactorAsync();
        var options = new TqqClientOptions { Uin = person.Uin, Password = person.Password, Api = Server.Web };
        var refused = await Assert.ThrowsAsync<TqqApiException>(() =>
            TqqApiClient.SignInAsync(options, TestContext.Current.CancellationToken));
        Assert.Equal("/errors/code-needed", refused.Type);
        options.Code = recovery;
        await using var client = await TqqApiClient.SignInAsync(options, TestContext.Current.CancellationToken);
        Assert.Equal(person.Uin, (await client.GetMeAsync(TestContext.Current.CancellationToken)).Uin);
    }

    private async Task<(Person Person, string Recovery)> WithFactorAsync()
    {
        var person = await Server.AddPersonAsync();
        return (person, (await SecondFactor.SwitchOnAsync(person))[0]);
    }
}
