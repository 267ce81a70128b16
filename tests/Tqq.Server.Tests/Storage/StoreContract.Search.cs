using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Search;

namespace Tqq.Server.Tests.Storage;

/// <summary>What the contract says of searches in the logs of accounts: the same whether the index has followed or not.</summary>
public abstract partial class StoreContract
{
    private static readonly Change.DeviceOpened s_device =
        new(new(1, DeviceKind.Web, "page", System.Net.IPAddress.Loopback, Noon, Noon), Status.Online);

    /// <summary>Has the index follow all logs.</summary>
    private async Task FollowAsync(int most = 1000)
    {
        while ((await (await StoreAsync()).FollowLogsAsync(most)).HasMore)
        {
            // The next step.
        }
    }

    private async Task<string> SearchedAsync(string query, Uin? peer = null, long before = long.MaxValue, int limit = 100)
    {
        var found = await (await StoreAsync()).SearchLogAsync(Anna, SearchQuery.Of(query), peer, before, limit, Now);
        return string.Join(' ', found.Items.Select(item => item.Number)) + (found.Next is { } next ? $" before {next}" : "");
    }

    [Fact]
    public async Task What_was_said_is_found_newest_first_before_the_index_follows_and_behind_it()
    {
        await CreateAsync(Anna);
        await CommitAsync(
            s_device, In(1, text: "今天天气很好"), In(2, s_chen, "The weather is fine"), In(4, text: "天气不好 weather"), Out(5));
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal("4 1", await SearchedAsync("天气"));
            Assert.Equal("4 2", await SearchedAsync("weath"));
            Assert.Equal("4", await SearchedAsync("weather 好"));
            Assert.Equal("4", await SearchedAsync("weather", Bao));
            Assert.Equal("2", await SearchedAsync("weather", s_chen));
            Assert.Equal("5", await SearchedAsync("\"out 5\""));
            Assert.Equal("", await SearchedAsync("nothing"));
            Assert.Equal("", await SearchedAsync("天气", new Uin(10009)));
            Assert.Equal("4 before 4", await SearchedAsync("天气", limit: 1));
            Assert.Equal("1 before 1", await SearchedAsync("天气", before: 4, limit: 1));
            Assert.Equal("", await SearchedAsync("天气", before: 1));
            await CommitAsync(new Change.LogOpened(), Read(5, 6));
            await FollowAsync();
        }

        // And what was said a moment ago.
        await CommitAsync(In(7, text: "weather again"));
        Assert.Equal("7 4 2", await SearchedAsync("weather"));
        Assert.Equal("7", await SearchedAsync("weather", before: 8, limit: 1) is "7 before 7" ? "7" : "");
    }

    [Fact]
    public async Task An_account_without_a_log_finds_nothing_and_a_log_that_is_begun_has_what_was_there_before()
    {
        await CreateAsync(Anna);
        await CommitAsync(Text(1, "old"), new Change.Delivered(1, 1, 3));
        Assert.Equal("", await SearchedAsync("old"));
        await FollowAsync();
        await CommitAsync(s_device, new Change.LogOpened());
        await FollowAsync();
        Assert.Equal("1", await SearchedAsync("old"));
    }

    [Fact]
    public async Task What_is_deleted_or_swept_is_not_found_and_the_rest_is()
    {
        await CreateAsync(Anna);
        await CommitAsync(s_device, In(1, text: "tea one"), In(2, text: "tea two"), In(3, text: "tea three"), Out(4), Read(4, 5));
        await FollowAsync();
        await CommitAsync(new Change.ItemDeleted(2, 6, Noon));
        Assert.Equal("3 1", await SearchedAsync("tea"));
        await FollowAsync();
        Assert.Equal("3 1", await SearchedAsync("tea"));
        var store = await StoreAsync();
        await store.SweepLogAsync(Anna, Noon.AddMinutes(2), long.MaxValue, anew: true, 100);
        Assert.Equal("3", await SearchedAsync("tea"));
        await FollowAsync();
        Assert.Equal("3", await SearchedAsync("tea"));
        await CommitAsync(In(7, text: "tea four"));
        Assert.Equal("7 3", await SearchedAsync("tea"));
    }

    [Fact]
    public async Task Nothing_of_another_account_is_found_nor_of_one_that_had_the_number_before()
    {
        await CreateAsync(Anna);
        await CreateAsync(Bao);
        var store = await StoreAsync();
        await store.CommitAsync(Bao, [s_device, In(1, Anna, "secret tea")]);
        await CommitAsync(s_device, In(1, text: "tea"), In(2, text: "more tea"));
        await FollowAsync();
        Assert.Equal("2 1", await SearchedAsync("tea"));
        Assert.Equal("", await SearchedAsync("secret"));
        await CommitAsync(new Change.AccountDeleted());
        Assert.Equal("", await SearchedAsync("tea"));
        await store.FinishDeletionAsync(Anna);
        await CreateAsync(Anna);
        await CommitAsync(s_device, In(1, text: "coffee"));
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal("", await SearchedAsync("tea"));
            Assert.Equal("1", await SearchedAsync("coffee"));
            await FollowAsync();
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("\"")]
    [InlineData("\"\" AND \"")]
    [InlineData("*")]
    [InlineData("te*")]
    [InlineData("tea NOT")]
    [InlineData("terms:tea")]
    [InlineData("NEAR(tea, 2)")]
    [InlineData("(tea")]
    [InlineData("^tea")]
    [InlineData("tea' OR 1=1 --")]
    [InlineData("{a b} : tea")]
    [InlineData("te\0a")]
    [InlineData("\uD800")]
    public async Task No_query_is_an_error_or_means_anything_but_what_it_says(string query)
    {
        await CreateAsync(Anna);
        await CommitAsync(s_device, In(1, text: "tea " + query), In(2, text: "other"));
        var isEmpty = SearchQuery.Of(query).IsEmpty;
        for (var round = 0; round < 2; round++)
        {
            Assert.Equal(isEmpty ? "" : "1", await SearchedAsync(query));
            await CommitAsync(new Change.LogOpened(), Read(2, 3));
            await FollowAsync();
        }
    }
}
