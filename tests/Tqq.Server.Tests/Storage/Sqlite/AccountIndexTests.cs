using System.Net;
using Microsoft.Data.Sqlite;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Devices;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;
using Tqq.Server.Storage.Sqlite;

namespace Tqq.Server.Tests.Storage.Sqlite;

/// <summary>What an administrator looks up among all accounts and sessions, page by page.</summary>
public sealed class AccountIndexTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress Office = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Home = IPAddress.Parse("2001:db8::7");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly SqliteStore _store;

    public AccountIndexTests() => _store = SqliteStore.Open(Path.Combine(_directory.FullName, "tqq.db"));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task Accounts_are_found_by_the_beginning_of_their_nicknames_whatever_their_case_and_though_nobody_else_may_find_them()
    {
        await AddAsync((10001, "Anna"), (10002, "anne"), (10003, "Hannah"), (10004, "ÄNNE"), (10005, "安娜"), (10006, "ANNA"));
        await ShutAsync(10002, "advertising");
        Assert.Equal("10001 10006 10002", await FoundAsync(new AccountSearch.NickBegins("aNN")));
        Assert.Equal("10001 10006", await FoundAsync(new AccountSearch.NickBegins("anna")));
        Assert.Equal("10005", await FoundAsync(new AccountSearch.NickBegins("安")));
        Assert.Equal("10004", await FoundAsync(new AccountSearch.NickBegins("änn")));
        Assert.Equal("", await FoundAsync(new AccountSearch.NickBegins("nn")));
        await _store.CommitAsync(new(10001), [new Change.AccountEdited(Record(10001, "Bao"))]);
        Assert.Equal("10006", await FoundAsync(new AccountSearch.NickBegins("anna")));
    }

    [Fact]
    public async Task Accounts_are_found_by_the_digits_that_their_numbers_begin_with_the_shorter_ones_first()
    {
        await AddAsync((52013, "a"), (520139, "b"), (5_201_300, "c"), (52014, "d"), (4_294_967_295, "e"));
        Assert.Equal("52013 520139 5201300", await FoundAsync(new AccountSearch.NumberBegins("52013")));
        Assert.Equal("52013 52014 520139 5201300", await FoundAsync(new AccountSearch.NumberBegins("520")));
        Assert.Equal("4294967295", await FoundAsync(new AccountSearch.NumberBegins("42949672")));
        foreach (var none in new[] { "0", "0520", "99999999999999999999", "4294967296" })
            Assert.Equal("", await FoundAsync(new AccountSearch.NumberBegins(none)));
    }

    [Fact]
    public async Task Accounts_are_found_by_the_address_of_a_session_and_those_that_are_shut_with_the_reason()
    {
        await AddAsync((10001, "a"), (10002, "b"), (10003, "c"));
        await _store.CommitAsync(new(10001), [Opened(1, DeviceKind.Web, Office), Opened(2, DeviceKind.Token, Office)]);
        await _store.CommitAsync(new(10003), [Wire(Office)]);
        await _store.CommitAsync(new(10002), [Opened(1, DeviceKind.Program, Home)]);
        Assert.Equal("10001 10003", await FoundAsync(new AccountSearch.UsedFrom(Office)));
        Assert.Equal("10002", await FoundAsync(new AccountSearch.UsedFrom(Home)));
        await ShutAsync(10002, "advertising");
        var shut = Assert.Single(await _store.FindAsync(new AccountSearch.Shut(), null, 10, Cancelled));
        Assert.Equal((10002u, "advertising", Noon), (shut.Listing.Account.Uin.Value, shut.Shutting!.Reason, shut.Shutting.At));
        Assert.Equal(1, await _store.CountShutAsync(Cancelled));
        await _store.CommitAsync(new(10002), [new Change.AccountEdited(Record(10002, "b"))]);
        Assert.Null((await _store.SummarizeAsync(new(10002), Cancelled))!.Value.Summary.Shutting);
    }

    [Fact]
    public async Task A_line_says_the_doors_what_waits_and_when_the_account_was_seen_last()
    {
        await AddAsync((10001, "a"), (10002, "b"));
        await _store.CommitAsync(new(10001),
            [Opened(1, DeviceKind.Web, Office), Opened(2, DeviceKind.Web, Home), Opened(3, DeviceKind.Token, Home), Wire(Home),
            new Change.DeviceUsed(2, Noon.AddDays(2), Home),
            new Change.MessageAppended(new(1, Core.Mail.MessageKind.Text, new(10002), "hi", Noon))]);
        var page = await _store.FindAsync(new AccountSearch.All(), null, 10, Cancelled);
        Assert.Equal([DeviceKind.Web, DeviceKind.Token], page[0].Devices);
        Assert.Equal((1, Noon.AddDays(2), Status.Online), (page[0].Waiting, page[0].LastSeen!.Value, page[0].Listing.Status));
        Assert.Equal((0, (DateTimeOffset?)null), (page[1].Waiting, page[1].LastSeen));
        await _store.CommitAsync(new(10002), [Wire(Home), new Change.SessionEnded()]);
        Assert.Equal(Noon, (await _store.SummarizeAsync(new(10002), Cancelled))!.Value.Summary.LastSeen);
    }

    [Fact]
    public async Task When_an_account_was_seen_last_is_known_when_its_sessions_are_over()
    {
        await AddAsync((10001, "a"), (10002, "b"));
        await _store.CommitAsync(new(10001), [Opened(1, DeviceKind.Web, Office), new Change.DeviceUsed(1, Noon.AddDays(1), Home)]);
        await _store.CommitAsync(new(10001), [new Change.DeviceClosed(1)]);
        Assert.Equal(Noon.AddDays(1), await SeenAsync(10001));
        // One that has a stream is used until it is closed; what another one was used before is older.
        await _store.CommitAsync(new(10001), [Opened(2, DeviceKind.Web, Office), Opened(3, DeviceKind.Web, Office)]);
        await _store.CommitAsync(new(10001), [new Change.DeviceClosed(2, Noon.AddDays(3)), new Change.DeviceClosed(3)]);
        Assert.Equal(Noon.AddDays(3), await SeenAsync(10001));

        await _store.CommitAsync(new(10002), [Wire(Home)]);
        await _store.CommitAsync(new(10002), [new Change.SessionEnded(Noon.AddHours(5))]);
        Assert.Equal(Noon.AddHours(5), await SeenAsync(10002));
    }

    private async Task<DateTimeOffset?> SeenAsync(uint uin) =>
        (await _store.SummarizeAsync(new(uin), Cancelled))!.Value.Summary.LastSeen;

    [Fact]
    public async Task Every_search_goes_on_in_the_next_page_where_the_one_before_ended()
    {
        await AddAsync([.. Enumerable.Range(0, 25).Select(at => ((uint)(10001 + at), at % 3 == 0 ? "Ann" : $"ann {at % 7}"))]);
        for (uint uin = 10001; uin <= 10025; uin++)
            await _store.CommitAsync(new(uin), [Wire(Office), new Change.AccountEdited(Record(uin, uin % 3 == 0 ? "Ann" : "ann") with
            {
                Enabled = false,
            })]);
        foreach (var search in (AccountSearch[])[new AccountSearch.All(), new AccountSearch.Shut(), new AccountSearch.NickBegins("ann"),
            new AccountSearch.NumberBegins("1"), new AccountSearch.UsedFrom(Office),
            new AccountSearch.Numbered([.. Enumerable.Range(10001, 25).Select(uin => new Uin((uint)uin))])])
        {
            var whole = await _store.FindAsync(search, null, 100, Cancelled);
            var parts = new List<Uin>();
            for (AccountPlace? after = null; ;)
            {
                var page = await _store.FindAsync(search, after, 4, Cancelled);
                parts.AddRange(page.Select(line => line.Listing.Account.Uin));
                if (page.Length < 4)
                    break;
                after = new(page[^1].Listing.Account.Uin, page[^1].Listing.Account.Profile.Nick);
            }

            Assert.Equal(25, whole.Length);
            Assert.Equal(whole.Select(line => line.Listing.Account.Uin), parts);
        }
    }

    [Fact]
    public async Task Sessions_come_by_account_the_one_of_the_wire_first_and_each_filter_finds_its_own()
    {
        await AddAsync((10001, "安娜"), (10002, "b"));
        await _store.CommitAsync(new(10001), [Wire(Office), Opened(1, DeviceKind.Web, Home), Opened(2, DeviceKind.Token, Office)]);
        await _store.CommitAsync(new(10002), [Opened(1, DeviceKind.Program, Home), Wire(Home)]);
        Assert.Equal("10001/0 10001/1 10001/2 10002/0 10002/1", await SessionsAsync(new(null, null, SessionDoor.Any)));
        Assert.Equal("10001/0 10002/0", await SessionsAsync(new(null, null, SessionDoor.Wire)));
        Assert.Equal("10001/1", await SessionsAsync(new(null, null, SessionDoor.Web)));
        Assert.Equal("10001/2 10002/1", await SessionsAsync(new(null, null, SessionDoor.Api)));
        Assert.Equal("10001/0 10001/2", await SessionsAsync(new(null, Office, SessionDoor.Any)));
        Assert.Equal("10001/1 10001/2", await SessionsAsync(new(new(10001), null, SessionDoor.Any), (new(10001), 0)));
        Assert.Equal("10002/0", await SessionsAsync(new(null, Home, SessionDoor.Wire)));
        Assert.Equal("10001/2 10002/0", await SessionsAsync(new(null, null, SessionDoor.Any), (new(10001), 1), 2));
        Assert.Equal(5, await _store.CountSessionsAsync(new(null, null, SessionDoor.Any), Cancelled));
        Assert.Equal(2, await _store.CountSessionsAsync(new(null, Office, SessionDoor.Any), Cancelled));
        var wire = (await _store.ListSessionsAsync(new(new(10001), null, SessionDoor.Wire), default, 1, Cancelled))[0];
        Assert.Equal(("安娜", false, Noon, Office), (wire.Nick, wire.HasKey, wire.Started, wire.Address));
    }

    [Theory]
    [InlineData(
        "SELECT uin FROM account WHERE nick_key(profile) < $3 AND (nick_key(profile), uin) > ($4, $1) ORDER BY nick_key(profile), uin",
        "account_by_any_nick")]
    [InlineData("SELECT owner FROM device WHERE (owner, id) > ($1, $2) AND kind = 1 ORDER BY owner, id LIMIT $3", "device_by_kind")]
    [InlineData("SELECT owner FROM device WHERE (owner, id) > ($1, $2) AND address = $5 AND kind = 1 ORDER BY owner, id LIMIT $3",
        "device_by_address")]
    [InlineData("SELECT owner FROM session WHERE owner > $1 AND address = $5 ORDER BY owner LIMIT $3", "session_by_address")]
    [InlineData("SELECT uin FROM account WHERE enabled = 0 AND uin > $1 ORDER BY uin LIMIT $2", "account_shut")]
    public async Task Each_page_is_read_off_an_index_and_sorts_nothing(string select, string index)
    {
        await using var connection = SqliteConnections.Open(Path.Combine(_directory.FullName, "tqq.db"), SqliteOpenMode.ReadWrite,
            Tqq.Server.Storage.Sqlite.Pages.CheckedVfs.Name);
        var plan = string.Join('\n', connection.Rows("EXPLAIN QUERY PLAN " + select, row => row.GetString(3), 1, 1, 1, 1, 1));
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("B-TREE", plan, StringComparison.Ordinal);
    }

    private static AccountRecord Record(uint uin, string nick) => new(new(uin), Profile.Named(nick), AccountSettings.Default, true, Noon);

    private static Change.DeviceOpened Opened(int id, DeviceKind kind, IPAddress from) =>
        new(new(id, kind, $"device {id}", from, Noon, Noon), Status.Online);

    private static Change.SessionStarted Wire(IPAddress from) => new(new(from, null, Status.Online, Noon));

    private async Task AddAsync(params (uint Uin, string Nick)[] accounts)
    {
        foreach (var (uin, nick) in accounts)
            await _store.CommitAsync(new(uin), [new Change.AccountCreated(Record(uin, nick), "hash")]);
    }

    private async Task ShutAsync(uint uin, string reason) => await _store.CommitAsync(
        new(uin), [new Change.AccountEdited(Record(uin, uin == 10002 ? "anne" : "n") with { Enabled = false }),
        new Change.ShuttingNoted(reason, Noon)]);

    private async Task<string> FoundAsync(AccountSearch search) => string.Join(' ',
        (await _store.FindAsync(search, null, 10, Cancelled)).Select(line => line.Listing.Account.Uin));

    private async Task<string> SessionsAsync(SessionFilter filter, (Uin Owner, int Device) after = default, int limit = 10) =>
        string.Join(' ', (await _store.ListSessionsAsync(filter, after, limit, Cancelled)).Select(line => $"{line.Owner}/{line.Device}"));
}
