using System.Net;
using Tqq.Core.Devices;

namespace Tqq.Core.Tests.Accounts;

/// <summary>Where the browsers of an account are told of messages: one address each, and ten in all.</summary>
public sealed class PushTargetTests
{
    private static readonly Uin Anna = new(10001);
    private readonly Town _town = new();

    public PushTargetTests() => _town.Add(Anna);

    private static PushTarget Target(string at) => new(at, "key", "secret", PushWords.Message, DateTimeOffset.UnixEpoch);

    private string Told => string.Join(' ', _town[Anna].Devices.All.Select(device => device.Push?.Endpoint ?? "-"));

    private int Open()
    {
        var (step, opened) = _town[Anna].Devices.Open(DeviceKind.Web, "", IPAddress.Loopback, null, _town.Now)!.Value;
        _town.Administer(Anna, _ => step);
        return opened.Id;
    }

    private bool Set(int device, string at)
    {
        if (_town[Anna].Devices.SetPush(device, Target(at)) is not { } step)
            return false;
        _town.Administer(Anna, _ => step);
        return true;
    }

    [Fact]
    public void A_session_has_one_and_an_address_is_one_session_s()
    {
        var (first, second) = (Open(), Open());
        Assert.False(_town[Anna].Devices.HasPush);
        Set(first, "a");
        Set(first, "b");
        Set(second, "b");
        Assert.Equal("- b", Told);
        Set(first, "a");
        Assert.Equal("a b", Told);
        Assert.True(_town[Anna].Devices.HasPush);
    }

    [Fact]
    public void Ten_sessions_are_told_and_another_one_in_place_of_one_of_them()
    {
        var devices = Enumerable.Range(0, PushTarget.Most + 1).Select(_ => Open()).ToList();
        foreach (var device in devices[..PushTarget.Most])
            Assert.True(Set(device, $"{device}"));
        Assert.False(Set(devices[^1], "one more"));
        Assert.True(Set(devices[0], "another"));
        Assert.True(Set(devices[^1], $"{devices[1]}"));
        _town.Administer(Anna, anna => anna.Devices.Close(devices[0])!);
        Assert.True(Set(devices[1], "room again"));
        Assert.False(Set(99, "nobody"));
    }
}
