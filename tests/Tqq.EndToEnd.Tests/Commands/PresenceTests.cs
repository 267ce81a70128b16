using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>Query_Stat and Change_Stat (protocol.md §3, §5.3, §5.8).</summary>
public sealed class PresenceTests(SharedServer shared)
{
    private async Task<(Person Me, Person Friend)> FriendsAsync()
    {
        var (me, friend) = (await shared.Server.AddOnlineAsync(nick: "小明,&%"), await shared.Server.AddOnlineAsync("anyone"));
        await me.AskAsync("AddToList", $"&UN={friend.Uin}");
        return (me, friend);
    }

    [Theory]
    [InlineData(10, 30, "30")]
    [InlineData(10, 40, "20")]
    [InlineData(10, 20, "20")]
    [InlineData(40, 30, "30")]
    public async Task A_change_is_told_to_friends(int before, int after, string told)
    {
        var (me, friend) = await FriendsAsync();
        if (before != 10)
            Assert.Equal("0&", await me.ResultAsync("Change_Stat", $"&ST={before}"));
        await friend.FetchAsync();
        Assert.Equal("0&", await me.ResultAsync("Change_Stat", $"&ST={after}"));
        Assert.Equal([$"99 {me.Uin} {told}"], await friend.FetchAsync());
    }

    [Fact]
    public async Task A_change_that_nobody_can_see_is_not_told()
    {
        var (me, friend) = await FriendsAsync();
        await me.AskAsync("Change_Stat", "&ST=40");
        await friend.FetchAsync();
        await me.AskAsync("Change_Stat", "&ST=20");
        await me.AskAsync("Change_Stat", "&ST=40");
        Assert.Empty(await friend.FetchAsync());
    }

    [Fact]
    public async Task Logging_in_and_out_is_told_and_nothing_is_kept_for_those_offline()
    {
        var (me, friend) = await FriendsAsync();
        await me.LogoutAsync();
        Assert.Equal([$"99 {me.Uin} 20"], await friend.FetchAsync());
        await me.LoginAsync();
        Assert.Equal([$"99 {me.Uin} 10"], await friend.FetchAsync());
        await friend.LogoutAsync();
        await me.AskAsync("Change_Stat", "&ST=30");
        await friend.LoginAsync();
        Assert.Empty(await friend.FetchAsync());
    }

    [Fact]
    public async Task Query_stat_lists_the_friends_who_can_be_seen()
    {
        var (me, friend) = await FriendsAsync();
        Assert.Equal($"0&FC=0,&FN=1&SN=1&ST=10,&UN={me.Uin},&NK=小明%2c%26%25,", await friend.ResultAsync("Query_Stat", "&TN=50&UN=0"));
        await me.AskAsync("Change_Stat", "&ST=30");
        Assert.Equal($"0&FC=0,&FN=1&SN=1&ST=30,&UN={me.Uin},&NK=小明%2c%26%25,", await friend.ResultAsync("Query_Stat", "&TN=50"));
        await me.AskAsync("Change_Stat", "&ST=40");
        Assert.Equal("0&FC=&FN=1&SN=0&ST=&UN=&NK=", await friend.ResultAsync("Query_Stat", "&TN=50"));
    }

    [Fact]
    public async Task A_friend_who_was_online_before_me_is_seen()
    {
        var (me, friend) = await FriendsAsync();
        await me.LogoutAsync();
        await me.LoginAsync();
        Assert.Contains($"&UN={friend.Uin},", await me.ResultAsync("Query_Stat", "&TN=1"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_friend_taken_off_the_list_is_no_longer_told_of()
    {
        var (me, friend) = await FriendsAsync();
        await me.AskAsync("DelFromList", $"&UN={friend.Uin}");
        await friend.AskAsync("Change_Stat", "&ST=30");
        Assert.Empty(await me.FetchAsync());
    }

    [Theory]
    [InlineData("&ST=15")]
    [InlineData("&ST=0")]
    [InlineData("&ST=x")]
    [InlineData("")]
    public async Task An_illegal_status_is_answered_with_null(string fields) =>
        Assert.Equal("NULL", await (await shared.Server.AddOnlineAsync()).ResultAsync("Change_Stat", fields));

    [Fact]
    public async Task Changing_too_often_is_refused()
    {
        var me = await shared.Server.AddOnlineAsync();
        for (var time = 0; time < 5; time++)
            Assert.Equal("0&", await me.ResultAsync("Change_Stat", $"&ST={(time % 2 == 0 ? 30 : 10)}"));
        Assert.Equal("3", await me.ResultAsync("Change_Stat", "&ST=10"));
    }
}
