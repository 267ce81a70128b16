using System.Net;
using Tqq.Core;
using Tqq.Core.Devices;
using Tqq.Core.Profiles;
using Tqq.Server.Messaging;

namespace Tqq.Server.Tests.Cluster;

/// <summary>Who comes in as a device: with the password, or with what it was given when it came in first.</summary>
public sealed class DeviceDoorTests : IDisposable
{
    private static readonly Uin Anna = new(10001);
    private static readonly IPAddress Desk = IPAddress.Parse("10.0.0.9");
    private static readonly DeviceGrant Reading = new(TokenRights.Read, [new(10002)], null);

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("tqq-");
    private readonly JumpingTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _directory.Delete(recursive: true);

    private async Task<ClusterHost> StartAsync(bool isFirst = true)
    {
        var host = await ClusterHost.StartAsync(Path.Combine(_directory.FullName, "tqq.db"), _time);
        if (isFirst)
            await host.AddAsync(Anna);
        return host;
    }

    private static string Hash(char of) => new(of, 64);

    private static NewDevice Device(char of) => new(DeviceKind.Program, "script", Desk, Hash(of));

    private static async Task<SignedIn> SignInAsync(ClusterHost host, char of, string password = "secret", Uin? uin = null) =>
        await host.Door.SignInAsync(uin ?? Anna, password, null, Device(of), _ => new(true), Cancelled);

    private static async Task<int?> AdmittedAsync(ClusterHost host, char of, string from = "10.0.0.9") =>
        (await host.Door.AdmitAsync(Hash(of), IPAddress.Parse(from), Cancelled))?.Session.Id;

    [Fact]
    public async Task Whoever_shows_what_he_was_given_is_admitted_after_a_restart_too()
    {
        await using (var first = await StartAsync())
        {
            Assert.Equal(1, (await SignInAsync(first, 'A')).Session!.Id);
            Assert.Equal(2, (await first.Door.AddTokenAsync(Anna, Device('B'), Reading, Cancelled))!.Id);
        }

        await using var host = await StartAsync(isFirst: false);
        Assert.Equal((1, 2, null), (await AdmittedAsync(host, 'A'), await AdmittedAsync(host, 'B'), await AdmittedAsync(host, 'C')));
        var grant = (await host.Door.AdmitAsync(Hash('B'), Desk, Cancelled))!.Session.Grant!;
        Assert.Equal((TokenRights.Read, new Uin(10002), null), (grant.Rights, Assert.Single(grant.Peers), grant.Expires));
        await host.Devices.CloseAsync(Anna, 1, Cancelled);
        Assert.Null(await AdmittedAsync(host, 'A'));
    }

    [Theory]
    [InlineData("wrong", 10001u)]
    [InlineData("secret", 10009u)]
    [InlineData("secret", 10000u)]
    public async Task What_is_wrong_with_number_or_password_is_not_said(string password, uint uin)
    {
        await using var host = await StartAsync();
        Assert.Equal(new(SignInOutcome.Refused, null), await SignInAsync(host, 'A', password, new(uin)));
        Assert.Null(await AdmittedAsync(host, 'A'));
    }

    [Fact]
    public async Task Guesses_here_hold_back_logins_on_the_wire()
    {
        await using var host = await StartAsync();
        for (var guess = 0; guess < 5; guess++)
        {
            Assert.Equal(TimeSpan.Zero, await host.HeldBackAsync(Anna, Desk));
            await SignInAsync(host, 'A', "wrong");
        }

        Assert.Equal(TimeSpan.FromSeconds(1), await host.HeldBackAsync(Anna, Desk));
        var held = TimeSpan.Zero;
        Assert.Equal(SignInOutcome.NotLookedAt, (await host.Door.SignInAsync(Anna, "secret", null, Device('A'), delay =>
        {
            held = delay;
            return new(false);
        }, Cancelled)).Outcome);
        Assert.Equal(TimeSpan.FromSeconds(1), held);
    }

    [Fact]
    public async Task An_address_that_the_account_does_not_allow_is_not_admitted_from_the_moment_on()
    {
        await using var host = await StartAsync();
        await SignInAsync(host, 'A');
        var signal = new CountingSignal();
        using var stream = await host.Devices.AttachAsync(Anna, 1, Desk, signal, Cancelled);
        Assert.NotNull(await host.Devices.ViewAsync(Anna, 1, Desk, Cancelled));
        await signal.NextAsync();
        await host.Administration.EditAsync(
            Anna, new AccountEdit([], null, null, null, [IPNetwork.Parse("192.0.2.0/24")], null, null), Cancelled);
        await signal.NextAsync();
        Assert.Null(await host.Devices.ViewAsync(Anna, 1, Desk, Cancelled));
        Assert.Null(await AdmittedAsync(host, 'A'));
        Assert.Equal(1, await AdmittedAsync(host, 'A', "192.0.2.7"));
    }

    [Fact]
    public async Task Unused_for_ninety_days_a_session_is_over_and_a_token_is_not()
    {
        await using var host = await StartAsync();
        await SignInAsync(host, 'A');
        await host.Door.AddTokenAsync(Anna, Device('B'), Reading, Cancelled);
        _time.Pass(TimeSpan.FromDays(89));
        Assert.Equal(1, await AdmittedAsync(host, 'A'));
        _time.Pass(TimeSpan.FromDays(89));
        Assert.Equal(1, await AdmittedAsync(host, 'A'));
        _time.Pass(TimeSpan.FromDays(90));
        Assert.Equal((null, 2), (await AdmittedAsync(host, 'A'), await AdmittedAsync(host, 'B')));
        Assert.Equal([2], (await host.Devices.ListSessionsAsync(Anna, Cancelled))!.Devices.Select(device => device.Id));
    }

    [Fact]
    public async Task A_token_ends_when_it_says()
    {
        await using var host = await StartAsync();
        var end = (await host.Door.AddTokenAsync(Anna, Device('A'), Reading, Cancelled))!.Begun.AddHours(1);
        await host.Door.AddTokenAsync(Anna, Device('B'), Reading with { Expires = end }, Cancelled);
        Assert.Equal(2, await AdmittedAsync(host, 'B'));
        _time.Pass(TimeSpan.FromHours(1));
        Assert.Null(await AdmittedAsync(host, 'B'));
    }
}
