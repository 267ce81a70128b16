using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Commands;

/// <summary>List, AddToList, Ack_AddToList, DelFromList (protocol.md §5.2, §5.5 to §5.7).</summary>
public sealed class FriendsTests(SharedServer shared)
{
    [Fact]
    public async Task List_without_tn_counts_and_with_tn_lists()
    {
        var me = await shared.Server.AddOnlineAsync();
        var (a, b) = (await shared.Server.AddPersonAsync("anyone"), await shared.Server.AddPersonAsync("anyone"));
        await me.AskAsync("AddToList", $"&UN={b.Uin}");
        await me.AskAsync("AddToList", $"&UN={a.Uin}");
        Assert.Equal("0&FN=2", await me.ResultAsync("List"));
        Assert.Equal("0&FN=2", await me.ResultAsync("List", "&TN=0&UN=7"));
        Assert.Equal($"0&FN=1&SN=2&UN={a.Uin},{b.Uin},", await me.ResultAsync("List", "&TN=160&UN=0"));
    }

    [Fact]
    public async Task An_empty_list_is_the_empty_string() =>
        Assert.Equal("0&FN=1&SN=0&UN=", await (await shared.Server.AddOnlineAsync()).ResultAsync("List", "&TN=1"));

    [Fact]
    public async Task An_open_account_is_added_both_ways_and_again_without_effect()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync("anyone"));
        Assert.Equal($"0&CD=0&UN={other.Uin}", await me.ResultAsync("AddToList", $"&UN={other.Uin}"));
        Assert.Equal($"0&CD=0&UN={other.Uin}", await me.ResultAsync("AddToList", $"&UN={other.Uin}"));
        Assert.Equal($"0&FN=1&SN=1&UN={me.Uin},", await other.ResultAsync("List", "&TN=1"));
        Assert.Empty(await other.FetchAsync());
    }

    [Theory]
    [InlineData("verify", 1)]
    [InlineData("nobody", 2)]
    public async Task Other_accounts_say_what_they_want(string whoMayAdd, int code)
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync(whoMayAdd));
        Assert.Equal($"0&CD={code}&UN={other.Uin}", await me.ResultAsync("AddToList", $"&UN={other.Uin}"));
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
    }

    [Fact]
    public async Task Nobody_adds_oneself()
    {
        var me = await shared.Server.AddOnlineAsync("anyone");
        Assert.Equal($"0&CD=2&UN={me.Uin}", await me.ResultAsync("AddToList", $"&UN={me.Uin}"));
    }

    [Fact]
    public async Task A_request_is_read_and_accepted()
    {
        var (asker, asked) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("0", await asker.ResultAsync("Ack_AddToList", $"&UN={asked.Uin}&CD=2&RS=me, please"));
        Assert.Equal([$"2 {asker.Uin} me%2c please"], await asked.FetchAsync());
        Assert.Equal("0", await asked.ResultAsync("Ack_AddToList", $"&UN={asker.Uin}&CD=0"));
        Assert.Equal([$"3 {asked.Uin} "], await asker.FetchAsync());
        Assert.Equal($"0&FN=1&SN=1&UN={asked.Uin},", await asker.ResultAsync("List", "&TN=1"));
        Assert.Equal($"0&FN=1&SN=1&UN={asker.Uin},", await asked.ResultAsync("List", "&TN=1"));
    }

    [Fact]
    public async Task A_request_is_refused_with_a_reason()
    {
        var (asker, asked) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        await asker.AskAsync("Ack_AddToList", $"&UN={asked.Uin}&CD=2&RS=hello");
        Assert.Equal("0", await asked.ResultAsync("Ack_AddToList", $"&UN={asker.Uin}&CD=1&RS=who are you?"));
        Assert.Equal([$"4 {asked.Uin} who are you?"], await asker.FetchAsync());
        Assert.Equal("0&FN=0", await asker.ResultAsync("List"));
    }

    [Fact]
    public async Task A_second_request_is_no_second_notice_and_a_request_the_other_way_accepts()
    {
        var (asker, asked) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        await asker.AskAsync("Ack_AddToList", $"&UN={asked.Uin}&CD=2&RS=one");
        await asker.AskAsync("Ack_AddToList", $"&UN={asked.Uin}&CD=2&RS=two");
        Assert.Single(await asked.FetchAsync());
        Assert.Equal("0", await asked.ResultAsync("Ack_AddToList", $"&UN={asker.Uin}&CD=2&RS=me too"));
        Assert.Equal("0&FN=1", await asker.ResultAsync("List"));
    }

    [Fact]
    public async Task A_request_to_somebody_offline_waits()
    {
        var (asker, asked) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync());
        await asker.AskAsync("Ack_AddToList", $"&UN={asked.Uin}&CD=2&RS=later");
        await asked.LoginAsync();
        Assert.Equal([$"2 {asker.Uin} later"], await asked.FetchAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task An_answer_that_nobody_asked_for_has_no_effect(int code)
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("0", await me.ResultAsync("Ack_AddToList", $"&UN={other.Uin}&CD={code}&RS=TEST"));
        Assert.Empty(await other.FetchAsync());
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task A_code_out_of_range_is_refused(int code)
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync());
        Assert.Equal("3", await me.ResultAsync("Ack_AddToList", $"&UN={other.Uin}&CD={code}&RS=TEST"));
        Assert.Empty(await other.FetchAsync());
    }

    [Fact]
    public async Task Deleting_removes_from_ones_own_list_only_and_a_repetition_is_refused()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddOnlineAsync("anyone"));
        await me.AskAsync("AddToList", $"&UN={other.Uin}");
        Assert.Equal("0&", await me.ResultAsync("DelFromList", $"&UN={other.Uin}"));
        Assert.Equal("0&FN=0", await me.ResultAsync("List"));
        Assert.Equal("0&FN=1", await other.ResultAsync("List"));
        Assert.Equal("3", await me.ResultAsync("DelFromList", $"&UN={other.Uin}"));
    }

    [Fact]
    public async Task Deleting_somebody_who_is_no_friend_is_done_too()
    {
        var (me, other) = (await shared.Server.AddOnlineAsync(), await shared.Server.AddPersonAsync());
        Assert.Equal("0&", await me.ResultAsync("DelFromList", $"&UN={other.Uin}"));
    }

    [Theory]
    [InlineData("AddToList", "")]
    [InlineData("Ack_AddToList", "&CD=0")]
    [InlineData("Ack_AddToList", "&CD=1&RS=no")]
    [InlineData("Ack_AddToList", "&CD=2&RS=hi")]
    [InlineData("DelFromList", "")]
    [InlineData("CLTMSG", "&MG=hi")]
    [InlineData("GetInfo", "&LV=0")]
    public async Task A_target_that_does_not_exist_is_illegal(string command, string fields)
    {
        var me = await shared.Server.AddOnlineAsync();
        Assert.Equal("5", await me.ResultAsync(command, $"&UN=4000000000{fields}"));
        Assert.Equal("5", await me.ResultAsync(command, $"&UN=9999{fields}"));
    }
}
