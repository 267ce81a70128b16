using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>What survives the end of the process, orderly or not (protocol.md §3, §4).</summary>
public sealed class RestartTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Sessions_friends_and_messages_survive_a_restart(bool orderly)
    {
        Person me, friend;
        await using (var server = await RunningServer.StartAsync(_directory.At("data")))
        {
            (me, friend) = (await server.AddOnlineAsync(), await server.AddOnlineAsync("anyone"));
            await me.AskAsync("AddToList", $"&UN={friend.Uin}");
            await me.AskAsync("CLTMSG", $"&UN={friend.Uin}&MG=remember");
            await friend.AskAsync("Change_Stat", "&ST=30");
            if (orderly)
                await server.TerminateAsync();
            else
                await server.KillAsync();
        }

        await using var again = await RunningServer.StartAsync(_directory.At("data"));
        (me, friend) = (new Person(again, me.Uin, me.Password), new Person(again, friend.Uin, friend.Password));
        Assert.Equal([$"9 {me.Uin} remember "], await friend.FetchAsync());
        Assert.Contains($"&ST=30,&UN={friend.Uin},", await me.ResultAsync("Query_Stat", "&TN=1"), StringComparison.Ordinal);
        await me.LogoutAsync();
        Assert.Equal([$"99 {me.Uin} 20"], await friend.FetchAsync());
    }

    [Fact]
    public async Task What_was_acknowledged_by_the_next_request_does_not_come_again_after_a_kill_and_what_was_only_handed_out_does()
    {
        Person acknowledging, silent;
        await using (var server = await RunningServer.StartAsync(_directory.At("data")))
        {
            (acknowledging, silent) = (await server.AddOnlineAsync(), await server.AddOnlineAsync());
            foreach (var person in (Person[])[acknowledging, silent])
            {
                await person.AskAsync("CLTMSG", $"&UN={person.Uin}&MG=one");
                Assert.Single(await person.FetchAsync());
            }

            await acknowledging.AskAsync("CLTMSG", $"&UN={acknowledging.Uin}&MG=two");
            await server.KillAsync();
        }

        await using var again = await RunningServer.StartAsync(_directory.At("data"));
        Assert.Equal([$"9 {acknowledging.Uin} two "], await new Person(again, acknowledging.Uin, acknowledging.Password).FetchAsync());
        Assert.Equal([$"9 {silent.Uin} one "], await new Person(again, silent.Uin, silent.Password).FetchAsync());
    }
}
