using System.Collections.Immutable;
using System.Net;
using Tqq.Core;
using Tqq.Core.Access;
using Tqq.Core.Commands;
using Tqq.Core.Contacts;
using Tqq.Core.Devices;
using Tqq.Core.Operations;
using Tqq.Core.Presence;
using Tqq.Core.Profiles;

namespace Tqq.Server.Tests.Cluster;

/// <summary>What the owner of an account does with it, and sees of others, in a device session of a running server.</summary>
public sealed class DeviceAccountTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly Uin Bao = new(10002);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        if (!isFirst)
            return host;
        await host.AddAsync(Anna);
        await host.AddAsync(Bao);
        return host;
    }

    private static async Task<int> OpenAsync(ClusterHost host, string name = "page") =>
        (await host.Devices.OpenAsync(Anna, DeviceKind.Web, name, Desk, null, Cancelled))!.Id;

    private static Task<Outcome> DoAsync(ClusterHost host, int device, Operation operation) =>
        host.Devices.ExecuteAsync(Anna, device, Desk, operation, Cancelled).AsTask();

    private static async Task<Uin[]> ListAsync(ClusterHost host, int device, AcquaintanceList list) =>
        [.. (await host.People.ListAsync(Anna, device, list, new(0), 10, Cancelled)).Value.Select(line => line.Uin)];

    private static AccountEdit Edit(WhoMayFind? whoMayFind = null, string? nick = null, WireLogin? login = null) => new(
        nick is null ? [] : [new(ProfileField.NK, nick)], null, null, login, null, null, null, whoMayFind);

    [Fact]
    public async Task A_new_password_ends_all_sessions_but_the_one_that_sets_it_and_for_good()
    {
        await using (var host = await StartAsync())
        {
            await OpenAsync(host, "phone");
            var page = await OpenAsync(host);
            await host.LoginAsync(Anna);
            var signal = new CountingSignal();
            using var attached = await host.Devices.AttachAsync(Anna, 1, Desk, signal, Cancelled);
            await signal.NextAsync();
            Assert.IsType<Answer.Done>((await host.Account.SetPasswordAsync(Anna, page, "another", Cancelled)).Answer);
            await signal.NextAsync();
        }

        await using var again = await StartAsync(isFirst: false);
        var sessions = (await again.Devices.ListSessionsAsync(Anna, Cancelled))!;
        Assert.Null(sessions.Wire);
        Assert.Equal(["page"], sessions.Devices.Select(device => device.Name));
    }

    [Fact]
    public async Task Without_a_session_nothing_is_shown_and_nothing_changed()
    {
        await using var host = await StartAsync();
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.ShowAsync(Anna, 7, Cancelled)).Refusal!.Value.Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.EditAsync(Anna, 7, Edit(nick: "x"), Cancelled)).Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.SetPasswordAsync(Anna, 7, "x", Cancelled)).Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.DeleteAsync(Anna, 7, Cancelled)).Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.AddAppPasswordAsync(Anna, 7, "x", Cancelled)).Refusal!.Value.Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.Account.RemoveAppPasswordAsync(Anna, 7, 1, Cancelled)).Refusal!.Value.Answer);
        Assert.IsType<Answer.NotLoggedIn>(
            (await host.People.ListAsync(Anna, 7, AcquaintanceList.Friends, new(0), 10, Cancelled)).Refusal!.Value.Answer);
        Assert.IsType<Answer.NotLoggedIn>((await host.People.FindAsync(Anna, 7, "n", null, 10, Cancelled)).Refusal!.Value.Answer);
        Assert.Null(await host.People.ReadMarksAsync(Anna, 7, Cancelled));
        Assert.Equal("n", (await host.Administration.ShowAsync(Anna, Cancelled))!.Account.Profile.Nick);
    }

    [Fact]
    public async Task Settings_and_app_passwords_are_changed_and_shown_and_a_wire_session_that_may_not_be_ends()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host);
        await host.LoginAsync(Anna);
        Assert.IsType<Answer.Done>(
            (await host.Account.EditAsync(Anna, page, Edit(WhoMayFind.Everyone, "安娜", WireLogin.AppPassword), Cancelled)).Answer);
        Assert.Null((await host.Devices.ListSessionsAsync(Anna, Cancelled))!.Wire);
        var made = (await host.Account.AddAppPasswordAsync(Anna, page, "phone", Cancelled)).Value!;
        var own = (await host.Account.ShowAsync(Anna, page, Cancelled)).Value!;
        Assert.Equal(("安娜", WhoMayFind.Everyone, WireLogin.AppPassword, Status.Offline),
            (own.Account.Profile.Nick, own.Account.Settings.WhoMayFind, own.Account.Settings.Access.Login, own.Status));
        Assert.Equal([made.Added], own.AppPasswords);
        Assert.True((await host.Account.RemoveAppPasswordAsync(Anna, page, made.Added.Id, Cancelled)).Value);
        Assert.False((await host.Account.RemoveAppPasswordAsync(Anna, page, made.Added.Id, Cancelled)).Value);
        for (var at = 0; at < AppPassword.Most; at++)
            await host.Account.AddAppPasswordAsync(Anna, page, "", Cancelled);
        Assert.Equal(new Answer.AtLimit(AppPassword.Most),
            (await host.Account.AddAppPasswordAsync(Anna, page, "", Cancelled)).Refusal!.Value.Answer);
    }

    [Fact]
    public async Task What_comes_too_often_is_refused_with_the_penalty_of_the_wire()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host);
        for (var at = 0; at < 100; at++)
            Assert.Null((await host.People.FindAsync(Anna, page, "n", null, 10, Cancelled)).Refusal);
        var refusal = (await host.People.FindAsync(Anna, page, "n", null, 10, Cancelled)).Refusal!.Value;
        Assert.Equal((Answer.Refused.Instance, TimeSpan.FromSeconds(20)), (refusal.Answer, refusal.Delay));
        Assert.Equal(TimeSpan.FromSeconds(20), (await DoAsync(host, page, new Operation.ListFriends(false))).Delay);
    }

    [Fact]
    public async Task The_lists_are_those_of_the_account_and_marks_outlive_a_restart()
    {
        await using (var host = await StartAsync())
        {
            var page = await OpenAsync(host);
            await host.AddAsync(new(10003), WhoMayAdd.Verify);
            await host.AddAsync(new(10004), WhoMayAdd.Verify);
            await host.LoginAsync(new(10004));
            await DoAsync(host, page, new Operation.AddFriend(Bao));
            await DoAsync(host, page, new Operation.AskFriend(new(10003), "me"));
            await host.Account.EditAsync(Anna, page, new([], WhoMayAdd.Verify, null, null, null, null, null, null), Cancelled);
            await host.AskAsync(new(10004), new Operation.AskFriend(Anna, "you"));
            Assert.IsType<Answer.Done>((await DoAsync(host, page, new Operation.MarkPeer(Bao, true, null))).Answer);
            Assert.IsType<Answer.Done>((await DoAsync(host, page, new Operation.MarkPeer(new(10003), null, true))).Answer);
        }

        await using var again = await StartAsync(isFirst: false);
        Assert.Equal([Bao], await ListAsync(again, 1, AcquaintanceList.Friends));
        Assert.Equal([new(10003)], await ListAsync(again, 1, AcquaintanceList.Asked));
        Assert.Equal([new(10004)], await ListAsync(again, 1, AcquaintanceList.Asking));
        Assert.Equal([Bao], await ListAsync(again, 1, AcquaintanceList.Blocked));
        Assert.Equal([new(10003)], await ListAsync(again, 1, AcquaintanceList.Muted));
        Assert.Equal<ImmutableArray<PeerMark>?>([new(Bao, true, false), new(new(10003), false, true)],
            await again.People.ReadMarksAsync(Anna, 1, Cancelled));
        await again.LoginAsync(Bao);
        Assert.IsType<Answer.Done>(await again.SendAsync(Bao, Anna, "hi"));
        await again.LoginAsync(Anna);
        Assert.DoesNotContain("hi", await again.FetchAsync(Anna));
    }

    [Fact]
    public async Task A_search_finds_the_account_of_the_number_first_and_once_and_then_nicknames_in_parts()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host);
        foreach (var (uin, nick) in new[] { (10003u, "10002"), (10004u, "100021"), (10005u, "10002a") })
        {
            await host.AddAsync(new(uin));
            await host.Administration.EditAsync(new(uin), Edit(WhoMayFind.Everyone, nick), Cancelled);
        }

        await host.Administration.EditAsync(Bao, Edit(WhoMayFind.Everyone, "10002"), Cancelled);
        var (found, last) = (new List<uint>(), default(FoundAccount?));
        for (; ; )
        {
            var some = (await host.People.FindAsync(Anna, page, "10002", last, 2, Cancelled)).Value;
            found.AddRange(some.Select(one => one.Uin.Value));
            if (some.Length < 2)
                break;
            last = some[^1];
        }

        Assert.Equal([10002u, 10003, 10004, 10005], found);
    }

    [Fact]
    public async Task An_account_that_its_owner_deletes_is_gone_from_everywhere()
    {
        await using var host = await StartAsync();
        var page = await OpenAsync(host);
        await host.LoginAsync(Bao);
        await host.AskAsync(Bao, new Operation.AddFriend(Anna));
        Assert.IsType<Answer.Done>((await host.Account.DeleteAsync(Anna, page, Cancelled)).Answer);
        Assert.Null(await host.Administration.ShowAsync(Anna, Cancelled));
        Assert.Empty(await host.FriendsAsync(Bao));
        Assert.Null(await host.Devices.ListSessionsAsync(Anna, Cancelled));
    }
}
