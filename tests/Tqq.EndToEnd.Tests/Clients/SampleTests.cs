using Tqq.Client;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>The samples and the native program, as processes of their own against the real server.</summary>
public sealed class SampleTests(SharedServer shared)
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Url => $"http://{shared.Server.Wire}/";

    [Fact]
    public async Task EchoBot_says_back_what_it_is_told()
    {
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        await using var program = DotnetProgram.StartBeside("EchoBot", Url, $"{bot.Uin}", bot.Password);
        await program.ReadUntilAsync("listens");
        await using var client = await SignInAsync(person);
        await client.SendAsync(bot.Uin, "hello", null, Now);
        Assert.Equal(new Incoming.Message(bot.Uin, "You said: hello"), await NextAsync(client));
    }

    [Fact]
    public async Task EchoBot_goes_on_after_an_account_that_takes_no_answer()
    {
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        var gone = await shared.Server.AddPersonAsync();
        await using (var client = await SignInAsync(gone))
            await client.SendAsync(bot.Uin, "hello", null, Now);
        using var deleted = await shared.Server.AdminAsync(HttpMethod.Delete, $"accounts/{gone.Uin}");
        deleted.EnsureSuccessStatusCode();
        await using var program = DotnetProgram.StartBeside("EchoBot", Url, $"{bot.Uin}", bot.Password);
        await using var other = await SignInAsync(person);
        await other.SendAsync(bot.Uin, "hello", null, Now);
        Assert.Equal(new Incoming.Message(bot.Uin, "You said: hello"), await NextAsync(other));
    }

    [Fact]
    public async Task ReminderBot_reminds_and_makes_friends()
    {
        var (bot, person) = (await shared.Server.AddPersonAsync(), await shared.Server.AddPersonAsync());
        await using var program = DotnetProgram.StartBeside("ReminderBot", Url, $"{bot.Uin}", bot.Password);
        await using var client = await SignInAsync(person);
        await client.AskFriendAsync(bot.Uin, "me", Now);
        Assert.Equal(new Incoming.Accepted(bot.Uin), await NextAsync(client));
        await client.SendAsync(bot.Uin, "when?", null, Now);
        Assert.StartsWith("Tell me when", ((Incoming.Message)await NextAsync(client)).Text, StringComparison.Ordinal);
        await client.SendAsync(bot.Uin, "in 1 second: tea", null, Now);
        Assert.Equal(new Incoming.Message(bot.Uin, "I will, in 1 second."), await NextAsync(client));
        Assert.Equal(new Incoming.Message(bot.Uin, "tea"), await NextAsync(client));
    }

    [Theory]
    [InlineData("EchoBot")]
    [InlineData("ReminderBot")]
    public async Task Without_arguments_or_with_wrong_ones_a_sample_says_in_a_line_how_it_is_called(string sample)
    {
        foreach (var arguments in new string[][] { [], ["http://127.0.0.1:8000/", "ten", "pear"], ["ftp://nowhere", "10002", "pear"] })
        {
            var (exitCode, errors) = await DotnetProgram.FailAsync(sample, arguments);
            Assert.Equal((2, $"usage: {sample} SERVER UIN PASSWORD, as in: {sample} 127.0.0.1:8000 10002 pear"), (exitCode, errors.Trim()));
        }
    }

    [Fact]
    public async Task A_sample_that_is_refused_says_why_in_a_line()
    {
        var bot = await shared.Server.AddPersonAsync();
        var (exitCode, errors) = await DotnetProgram.FailAsync("EchoBot", Url, $"{bot.Uin}", "wrong");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("EchoBot: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', errors.Trim());
    }

    [Fact]
    [LongRun]
    public async Task A_native_program_signs_in_writes_and_reads()
    {
        using var directory = new TemporaryDirectory();
        var person = await shared.Server.AddPersonAsync();
        await DotnetProgram.RunAsync("dotnet", ["publish", Path.Combine(Repository.Root, "tests", "Tqq.AotSmoke"), "-c", "Release", "-o",
            directory.FullPath, "--nologo", "-v", "quiet"]);
        var output = await DotnetProgram.RunAsync(directory.At("Tqq.AotSmoke"), [Url, $"{person.Uin}", person.Password]);
        Assert.Equal($"Message {{ From = {person.Uin}, At = , Text = native, 好 }}\nHackfan 好\n", output);
    }

    private Task<TqqClient> SignInAsync(Person person) => TqqClient.SignInAsync(
        new() { Uin = person.Uin, Password = person.Password, Server = new(Url), PollInterval = TimeSpan.FromMilliseconds(20) }, Now);

    // Presence of new friends may come in between.
    private static async Task<Incoming> NextAsync(TqqClient client)
    {
        await foreach (var item in client.ReadAsync(Now))
        {
            client.Settle(item);
            if (item is not Incoming.PresenceChange)
                return item;
        }

        throw new InvalidOperationException("nothing came");
    }
}
