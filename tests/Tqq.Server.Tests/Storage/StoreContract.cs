using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Changes;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Mail;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;
using Tqq.Server.Storage;

namespace Tqq.Server.Tests.Storage;

/// <summary>The contract of <see cref="IStore"/>, for every engine.</summary>
public abstract partial class StoreContract : IAsyncDisposable
{
    protected static readonly Uin Anna = new(10001);
    protected static readonly Uin Bao = new(10002);
    protected static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private IStore? _store;

    protected abstract Task<IStore> OpenAsync();

    protected async Task<IStore> StoreAsync() => _store ??= await OpenAsync();

    protected static Change Account(Uin uin) =>
        new Change.AccountCreated(new(uin, Profile.Named("n").With(ProfileField.AG, "19"),
        AccountSettings.Default with { WhoMayAdd = WhoMayAdd.Anyone }, true, Noon), "hash");

    protected static Change Text(long id, string text = "hi") => new Change.MessageAppended(new(id, MessageKind.Text, Bao, text, Noon));

    protected static TextKey Key(ulong mark, long digest = 7) => new(Bao, new(mark, ~mark), digest);

    protected static Change Text(long id, TextKey key, DateTimeOffset? at = null) =>
        new Change.MessageAppended(new(id, MessageKind.Text, Bao, "hi", at ?? Noon), key);

    protected async Task CreateAsync(Uin uin) => await (await StoreAsync()).CommitAsync(uin, [Account(uin)]);

    private async Task<AccountSnapshot?> AfterAsync(params ImmutableArray<Change> changes)
    {
        await CreateAsync(Anna);
        var store = await StoreAsync();
        // Each is idempotent: twice is the same as once.
        await store.CommitAsync(Anna, changes);
        await store.CommitAsync(Anna, changes);
        await store.DisposeAsync();
        _store = await OpenAsync();
        return await _store.LoadAsync(Anna, TestContext.Current.CancellationToken);
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_store is not null)
            await _store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task An_account_is_read_as_it_was_stored_and_where_there_is_none_there_is_null()
    {
        var snapshot = await AfterAsync();
        Assert.Equal(("19", WhoMayAdd.Anyone, Noon),
            (snapshot!.Account.Profile[ProfileField.AG], snapshot.Account.Settings.WhoMayAdd, snapshot.Account.Created));
        Assert.Equal("hash", await (await StoreAsync()).ReadPasswordHashAsync(Anna, TestContext.Current.CancellationToken));
        Assert.Null(await (await StoreAsync()).LoadAsync(Bao, TestContext.Current.CancellationToken));
        Assert.Null(await (await StoreAsync()).ReadPasswordHashAsync(Bao, TestContext.Current.CancellationToken));
        Assert.Equal(1, await (await StoreAsync()).CountAccountsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_flag_that_is_null_stays_and_a_tie_without_flags_is_none()
    {
        var snapshot = await AfterAsync(
            new Change.ContactSet(Bao, true, null, Noon), new Change.ContactSet(Bao, null, true, Noon),
            new Change.ContactSet(new(10003), true, true, Noon), new Change.ContactSet(new(10003), false, false, Noon));
        Assert.Equal([new Contact(Bao, true, true)], snapshot!.Contacts);
    }

    [Fact]
    public async Task Sessions_requests_and_edits_are_kept()
    {
        var snapshot = await AfterAsync(
            new Change.RequestSet(Bao, "me", Noon), new Change.RequestSet(new(10003), "me", Noon), new Change.RequestSettled(new(10003)),
            new Change.SessionStarted(new(IPAddress.Loopback, "AB", Status.Online, Noon)), new Change.StatusSet(Status.Busy),
            new Change.PasswordSet("other"), new Change.AccountEdited(new(Anna, Profile.Named("m"), AccountSettings.Default, false, Noon)));
        Assert.Equal([Bao], snapshot!.Requests);
        Assert.Equal((IPAddress.Loopback, "AB", Status.Busy, Noon),
            (snapshot.Session!.Address, snapshot.Session.KeyHash, snapshot.Session.Status, snapshot.Session.Started));
        Assert.Equal(("m", false), (snapshot.Account.Profile.Nick, snapshot.Account.Enabled));
        Assert.Equal("other", await (await StoreAsync()).ReadPasswordHashAsync(Anna, TestContext.Current.CancellationToken));
        Assert.Equal([(Anna, snapshot.Session)], await (await StoreAsync()).ListSessionsAsync(TestContext.Current.CancellationToken));
        await (await StoreAsync()).EndSessionsAsync(Noon);
        Assert.NotNull((await (await StoreAsync()).LoadAsync(Anna, TestContext.Current.CancellationToken))!.Session);
        await (await StoreAsync()).EndSessionsAsync(Noon.AddMilliseconds(1));
        Assert.Null((await (await StoreAsync()).LoadAsync(Anna, TestContext.Current.CancellationToken))!.Session);
    }

    [Fact]
    public async Task Who_sees_which_field_is_kept()
    {
        var chosen = default(FieldAudiences).With(ProfileField.AG, Audience.Nobody).With(ProfileField.MO, Audience.Friends)
            .With(ProfileField.RN, Audience.Everyone);
        var snapshot = await AfterAsync(
            new Change.AccountEdited(new(Anna, Profile.Named("m"), AccountSettings.Default with { WhoSees = chosen }, true, Noon)));
        Assert.Equal(chosen, snapshot!.Account.Settings.WhoSees);
    }

    [Fact]
    public async Task How_an_account_is_entered_is_kept()
    {
        var access = new WireAccess(WireLogin.AppPassword, [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("2001:db8::/32")], true);
        var snapshot = await AfterAsync(
            new Change.AccountEdited(new(Anna, Profile.Named("m"), AccountSettings.Default with { Access = access }, true, Noon)),
            new Change.AppPasswordAdded(new(1, "phone", "AA", Noon)), new Change.AppPasswordAdded(new(2, "", "BB", Noon)),
                new Change.AppPasswordAdded(new(3, "", "CC", Noon)),
            new Change.AppPasswordUsed(1, new(Noon, IPAddress.IPv6Loopback)), new Change.AppPasswordRemoved(3),
            new Change.UsualAddressesSet([IPAddress.Parse("2001:db8::"), IPAddress.Loopback]),
            new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, Noon, AppPassword: 1)));
        var kept = snapshot!.Account.Settings.Access;
        Assert.Equal((access.Login, access.RequiresKey), (kept.Login, kept.RequiresKey));
        Assert.Equal(access.Addresses, kept.Addresses);
        Assert.Equal([new(1, "phone", "AA", Noon, new(Noon, IPAddress.IPv6Loopback)), new(2, "", "BB", Noon)],
            snapshot.Access.AppPasswords);
        Assert.Equal([IPAddress.Parse("2001:db8::"), IPAddress.Loopback], snapshot.Access.UsualAddresses);
        Assert.Equal((3, 1), (snapshot.Access.LastAppPassword, snapshot.Session!.AppPassword));
    }

    [Fact]
    public async Task Device_sessions_are_kept_with_the_status_and_the_numbers_that_were_used()
    {
        var page = new DeviceSession(1, DeviceKind.Web, "page", IPAddress.Loopback, Noon, Noon, new string('A', 64));
        var bot = new DeviceSession(2, DeviceKind.Bot, "bot 机器人", IPAddress.Loopback, Noon, Noon);
        var snapshot = await AfterAsync(
            new Change.DeviceOpened(page, Status.Invisible), new Change.DeviceOpened(bot, Status.Online),
                new Change.DeviceOpened(bot with { Id = 3 }, Status.Online),
            new Change.DeviceUsed(2, Noon.AddHours(1), IPAddress.IPv6Loopback), new Change.DeviceClosed(3),
                new Change.DeviceNamed(2, "other 别名"));
        Assert.Equal([page, bot with { Name = "other 别名", LastSeen = Noon.AddHours(1), Address = IPAddress.IPv6Loopback }],
            snapshot!.Devices.Sessions);
        Assert.Equal((3, Status.Invisible), (snapshot.Devices.LastId, snapshot.Devices.Status));
        var store = await StoreAsync();
        foreach (var (change, status) in new (Change, Status)[]
        {
            (new Change.StatusSet(Status.Busy), Status.Busy),
            (new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, Noon)), Status.Online),
        })
        {
            await store.CommitAsync(Anna, [change]);
            Assert.Equal(status, (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Devices.Status);
        }

        // Whoever has the number next has none of them; and nothing is stored for an account that is gone.
        await store.CommitAsync(Anna, [new Change.AccountDeleted(), new Change.DeviceOpened(page, Status.Online)]);
        await store.FinishDeletionAsync(Anna);
        await CreateAsync(Anna);
        Assert.Equal((0, 0), ((await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Devices.Sessions.Length,
            (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.Devices.LastId));
    }

    [Fact]
    public async Task Messages_wait_until_they_are_delivered_and_their_numbers_are_never_used_again()
    {
        var snapshot = await AfterAsync(Text(1), Text(2), Text(3), new Change.Delivered(2, 2, 4));
        Assert.Equal((3L, 2L, 1, 2L), (snapshot!.LastMessageId, snapshot.DeliveredThrough, snapshot.Undelivered, snapshot.Delivered));
        var store = await StoreAsync();
        Assert.Equal([2L, 3L], (await store.ReadMessagesAsync(Anna, 1, 10, TestContext.Current.CancellationToken)).Select(message =>
            message.Id));
        Assert.Equal([2L], (await store.ReadMessagesAsync(Anna, 1, 1, TestContext.Current.CancellationToken)).Select(message =>
            message.Id));

        await store.CommitAsync(Anna, [new Change.Delivered(3, 3, 6)]);
        Assert.Equal(new(3, null), await store.SweepMessagesAsync(Noon + TimeSpan.FromDays(1), 0, 100));
        Assert.Equal(3, (await store.LoadAsync(Anna, TestContext.Current.CancellationToken))!.LastMessageId);
    }

    [Fact]
    public async Task The_sweep_takes_only_what_is_old_and_acknowledged_and_only_so_many()
    {
        await AfterAsync(Text(1), Text(2), Text(3), new Change.Delivered(2, 2, 4));
        var store = await StoreAsync();
        Assert.Equal(new(0, null), await store.SweepMessagesAsync(Noon, 0, 100));
        var first = await store.SweepMessagesAsync(Noon + TimeSpan.FromDays(1), 0, 1);
        Assert.Equal(1, first.Removed);
        Assert.Equal(new(1, null), await store.SweepMessagesAsync(Noon + TimeSpan.FromDays(1), first.Next!.Value, 100));
        Assert.Equal([3L], (await store.ReadMessagesAsync(Anna, 0, 10, TestContext.Current.CancellationToken)).Select(message =>
            message.Id));
    }

    [Fact]
    public async Task A_deleted_account_takes_everything_with_it()
    {
        Assert.Null(await AfterAsync(
            Text(1), new Change.AppPasswordAdded(new(1, "", "AA", Noon)), new Change.ContactSet(Bao, true, true, Noon),
                new Change.SessionStarted(new(IPAddress.Loopback, null, Status.Online, Noon)), new Change.AccountDeleted()));
        await CreateAsync(Anna);
        var again = await (await StoreAsync()).LoadAsync(Anna, TestContext.Current.CancellationToken);
        Assert.Equal((0L, 0, 0, null), (again!.LastMessageId, again.Undelivered, again.Contacts.Length, again.Session));
        await (await StoreAsync()).CommitAsync(Anna, [new Change.AppPasswordAdded(new(2, "", "BB", Noon))]);
        Assert.Equal([2], (await (await StoreAsync())
            .LoadAsync(Anna, TestContext.Current.CancellationToken))!.Access.AppPasswords.Select(known => known.Id));
    }

    [Fact]
    public async Task A_deletion_is_remembered_until_it_is_finished_and_who_names_the_account_is_found()
    {
        await CreateAsync(Bao);
        await CreateAsync(new(10003));
        await CreateAsync(new(10004));
        var store = await StoreAsync();
        await store.CommitAsync(Bao, [new Change.ContactSet(Anna, true, false, Noon)]);
        await store.CommitAsync(new(10003), [new Change.RequestSet(Anna, "me", Noon), new Change.ContactSet(Anna, false, true, Noon)]);
        await store.CommitAsync(new(10004), [new Change.RequestSet(Bao, "me", Noon)]);
        Assert.Null(await AfterAsync(Text(1), new Change.AccountDeleted()));
        store = await StoreAsync();
        Assert.Equal([Anna], await store.ListDeletionsAsync(TestContext.Current.CancellationToken));
        Assert.Equal([Bao, new(10003)], (await store.ListTiedAsync(Anna, TestContext.Current.CancellationToken)).Order());
        await store.FinishDeletionAsync(Anna);
        Assert.Empty(await store.ListDeletionsAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_friendship_is_unconfirmed_until_that_is_set_or_the_tie_goes()
    {
        var snapshot = await AfterAsync(
            new Change.ContactSet(Bao, true, true, Noon, IsUnconfirmed: true),
            new Change.ContactSet(new(10003), true, true, Noon, IsUnconfirmed: true),
                new Change.ContactSet(new(10003), null, null, Noon, IsUnconfirmed: false),
            new Change.ContactSet(new(10004), true, true, Noon, IsUnconfirmed: true),
                new Change.ContactSet(new(10004), false, false, Noon));
        Assert.Equal([new Contact(Bao, true, true, IsUnconfirmed: true), new Contact(new(10003), true, true)], snapshot!.Contacts);
        Assert.Equal([(Anna, Bao)], await (await StoreAsync()).ListUnconfirmedAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_server_is_known_to_have_been_alive()
    {
        var store = await StoreAsync();
        Assert.Null(await store.ReadLastAliveAsync(TestContext.Current.CancellationToken));
        await store.WriteLastAliveAsync(Noon);
        Assert.Equal(Noon, await store.ReadLastAliveAsync(TestContext.Current.CancellationToken));
    }
}
