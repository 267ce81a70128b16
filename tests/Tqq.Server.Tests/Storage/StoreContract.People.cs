using System.Collections.Immutable;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Profiles;

namespace Tqq.Server.Tests.Storage;

/// <summary>What an account keeps of others, and how it is found.</summary>
public abstract partial class StoreContract
{
    private static readonly Uin Chen = new(10003);

    private static Change.AccountCreated Account(Uin uin, string nick, WhoMayFind whoMayFind, bool enabled = true) => new(
        new(uin, Profile.Named(nick).With(ProfileField.FC, "27").With(ProfileField.PR, nick + "!"),
            AccountSettings.Default with { WhoMayFind = whoMayFind }, enabled, Noon),
        "hash");

    private async Task<ImmutableArray<Acquaintance>> ListAsync(AcquaintanceList list, uint after = 0, int limit = 10) =>
        await (await StoreAsync()).ListAcquaintancesAsync(Anna, list, new(after), limit, TestContext.Current.CancellationToken);

    private async Task<string> FoundAsync(string beginning, FoundAccount? after = null, int limit = 10) => string.Join(' ',
        (await (await StoreAsync()).FindAccountsAsync(beginning, after, limit, TestContext.Current.CancellationToken))
        .Select(found => $"{found.Uin}:{found.Nick}"));

    private async Task CreateAsync(Uin uin, string nick, WhoMayFind whoMayFind, bool enabled = true) =>
        await (await StoreAsync()).CommitAsync(uin, [Account(uin, nick, whoMayFind, enabled)]);

    [Fact]
    public async Task Marks_are_kept_whole_and_an_empty_one_is_none()
    {
        var snapshot = await AfterAsync(
            new Change.PeerMarked(new(Bao, true, false), Noon), new Change.PeerMarked(new(Bao, true, true), Noon),
            new Change.PeerMarked(new(Chen, false, true), Noon), new Change.PeerMarked(new(new(10004), true, false), Noon),
            new Change.PeerMarked(new(new(10004), false, false), Noon));
        Assert.Equal([new(Bao, true, true), new(Chen, false, true)], snapshot!.Marks);
    }

    [Fact]
    public async Task The_lists_of_others_are_read_in_parts_with_nicknames_and_without_who_is_gone()
    {
        foreach (var (uin, nick) in new[] { (10002u, "包"), (10003u, "Chen"), (10004u, "Dai") })
            await CreateAsync(new(uin), nick, WhoMayFind.Nobody);
        await AfterAsync(
            new Change.ContactSet(Bao, true, true, Noon), new Change.ContactSet(Chen, false, true, Noon),
            new Change.ContactSet(new(10004), true, false, Noon), new Change.ContactSet(new(10009), true, false, Noon),
            new Change.RequestSet(Chen, "me", Noon), new Change.AskedSet(Bao, "hi", Noon), new Change.AskedSet(Bao, "ho", Noon.AddHours(1)),
            new Change.AskedSet(Chen, "", Noon), new Change.AskedSettled(Chen),
            new Change.PeerMarked(new(Bao, true, false), Noon), new Change.PeerMarked(new(Chen, false, true), Noon));
        Assert.Equal([new(Bao, "包", 27, Noon, "", "包!"), new(new(10004), "Dai", 27, Noon, "", "Dai!")],
            await ListAsync(AcquaintanceList.Friends));
        Assert.Equal([Bao], (await ListAsync(AcquaintanceList.Friends, limit: 1)).Select(line => line.Uin));
        Assert.Equal([new(10004)], (await ListAsync(AcquaintanceList.Friends, 10002)).Select(line => line.Uin));
        Assert.Equal([new(Chen, "Chen", 27, Noon, "me", "Chen!")], await ListAsync(AcquaintanceList.Asking));
        Assert.Equal([new(Bao, "包", 27, Noon.AddHours(1), "ho", "包!")], await ListAsync(AcquaintanceList.Asked));
        Assert.Equal([new(Bao, "包", 27, Noon, "", "包!")], await ListAsync(AcquaintanceList.Blocked));
        Assert.Equal([new(Chen, "Chen", 27, Noon, "", "Chen!")], await ListAsync(AcquaintanceList.Muted));
    }

    [Fact]
    public async Task A_request_of_one_s_own_keeps_its_answer_one_that_is_accepted_stays_so_and_a_new_one_waits_again()
    {
        foreach (var uin in new[] { Bao, Chen })
            await CreateAsync(uin, "n", WhoMayFind.Nobody);
        await AfterAsync(
            new Change.AskedSet(Bao, "hi", Noon), new Change.AskedAnswered(Bao, new(false, "谁?", Noon.AddHours(1))),
            new Change.AskedAnswered(Bao, new(false, "no", Noon.AddHours(2))), new Change.AskedSet(Chen, "me", Noon),
            new Change.AskedAnswered(Chen, new(false, "no", Noon.AddHours(1))),
            new Change.AskedAnswered(Chen, new(true, "", Noon.AddHours(2))),
            new Change.AskedAnswered(Chen, new(false, "no", Noon.AddHours(3))), new Change.AskedAnswered(new(10009), new(true, "", Noon)));
        Assert.Equal([new(false, "谁?", Noon.AddHours(1)), new(true, "", Noon.AddHours(2))],
            (await ListAsync(AcquaintanceList.Asked)).Select(line => line.Answer));
        await AfterAsync(new Change.AskedSet(Bao, "please", Noon.AddHours(4)));
        Assert.Equal(("please", null), (await ListAsync(AcquaintanceList.Asked))[0] is var line ? (line.Words, line.Answer) : default);
    }

    [Fact]
    public async Task Of_too_many_requests_of_its_own_the_oldest_give_way()
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        await store.CommitAsync(Anna, [.. Enumerable.Range(0, Change.MostAsked + 2).Select(at =>
            (Change)new Change.AskedSet(new((uint)(30_000 - at)), "", Noon.AddMinutes(at)))]);
        await CreateAsync(new(30_000));
        await CreateAsync(new(29_998));
        Assert.Equal([new(29_998)], (await ListAsync(AcquaintanceList.Asked)).Select(line => line.Uin));
    }

    [Fact]
    public async Task Who_names_a_deleted_account_in_marks_or_requests_is_found_and_what_it_named_goes_with_it()
    {
        foreach (var uin in new[] { Bao, Chen })
            await CreateAsync(uin);
        var store = await StoreAsync();
        await store.CommitAsync(Bao, [new Change.PeerMarked(new(Anna, true, false), Noon)]);
        await store.CommitAsync(Chen, [new Change.AskedSet(Anna, "me", Noon)]);
        Assert.Null(await AfterAsync(new Change.PeerMarked(new(Bao, true, false), Noon), new Change.AskedSet(Bao, "me", Noon),
            new Change.AccountDeleted(), new Change.PeerMarked(new(Bao, true, false), Noon), new Change.AskedSet(Bao, "me", Noon)));
        store = await StoreAsync();
        Assert.Equal([Bao, Chen], (await store.ListTiedAsync(Anna, TestContext.Current.CancellationToken)).Order());
        Assert.Empty(await store.ListTiedAsync(Bao, TestContext.Current.CancellationToken));
        await CreateAsync(Anna);
        Assert.Empty((await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Marks);
        Assert.Empty(await ListAsync(AcquaintanceList.Asked));
    }

    [Fact]
    public async Task A_search_by_the_beginning_of_a_nickname_finds_who_wants_it_whatever_the_case_in_parts()
    {
        foreach (var (uin, nick) in new[] { (10005u, "Anna"), (10003u, "ANNE"), (10004u, "anna"), (10006u, "Ann"), (10007u, "Bob"),
            (10008u, "安娜"), (10009u, "安") })
            await CreateAsync(new(uin), nick, WhoMayFind.Everyone);
        await CreateAsync(new(10010), "Annabel", WhoMayFind.ByNumber);
        await CreateAsync(new(10011), "Annabel", WhoMayFind.Nobody);
        await CreateAsync(new(10012), "Annabel", WhoMayFind.Everyone, enabled: false);
        Assert.Equal("10006:Ann 10004:anna 10005:Anna 10003:ANNE", await FoundAsync("aNn"));
        Assert.Equal("10006:Ann 10004:anna", await FoundAsync("ann", limit: 2));
        Assert.Equal("10005:Anna 10003:ANNE", await FoundAsync("ann", new(new(10004), "anna", 27), 2));
        Assert.Equal("10009:安 10008:安娜", await FoundAsync("安"));
        Assert.Equal("", await FoundAsync("c"));
    }

    [Fact]
    public async Task A_search_by_number_finds_all_but_those_who_are_shut_or_let_nobody_find_them()
    {
        foreach (var (uin, whoMayFind, enabled) in new[] { (10001u, WhoMayFind.Everyone, true), (10002u, WhoMayFind.ByNumber, true),
            (10003u, WhoMayFind.Nobody, true), (10004u, WhoMayFind.Everyone, false) })
            await CreateAsync(new(uin), "n", whoMayFind, enabled);
        var found = new List<FoundAccount?>();
        for (var uin = 10001u; uin <= 10005; uin++)
            found.Add(await (await StoreAsync()).FindAccountAsync(new(uin), TestContext.Current.CancellationToken));
        Assert.Equal([new(Anna, "n", 27, "n!"), new(Bao, "n", 27, "n!"), null, null, null], found);
    }

    [Fact]
    public async Task Who_is_found_changes_with_the_settings_the_nickname_and_the_account()
    {
        await CreateAsync(Anna, "Anna", WhoMayFind.ByNumber);
        var store = await StoreAsync();
        foreach (var (nick, whoMayFind, enabled, found) in new[] { ("Anna", WhoMayFind.Everyone, true, "10001:Anna"),
            ("Zoe", WhoMayFind.Everyone, true, ""), ("Anton", WhoMayFind.Everyone, false, ""),
            ("Anton", WhoMayFind.Everyone, true, "10001:Anton"), ("Anton", WhoMayFind.ByNumber, true, "") })
        {
            await store.CommitAsync(Anna, [new Change.AccountEdited(
                new(Anna, Profile.Named(nick), AccountSettings.Default with { WhoMayFind = whoMayFind }, enabled, Noon))]);
            Assert.Equal(found, await FoundAsync("an"));
        }

        Assert.Equal(WhoMayFind.ByNumber,
            (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Account.Settings.WhoMayFind);
    }
}
