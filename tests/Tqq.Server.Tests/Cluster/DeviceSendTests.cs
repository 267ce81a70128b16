using Tqq.Core.Devices;
using Tqq.Core.Operations;

namespace Tqq.Server.Tests.Cluster;

/// <summary>A text that a device sends with a key is sent once, whatever becomes of it meanwhile.</summary>
public sealed class DeviceSendTests : DeviceLogs
{
    [Fact]
    public async Task A_text_with_a_key_is_sent_once_and_one_that_is_refused_has_no_number()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        var first = await SendAsync(host, device, "hi", "k");
        Assert.NotNull(first.Number);
        Time.Pass(TimeSpan.FromMinutes(1));
        Assert.Equal(first, await SendAsync(host, device, "hi", "k"));
        Assert.IsType<Answer.KeyReused>((await SendAsync(host, device, "ho", "k")).Outcome.Answer);
        var refused = await SendAsync(host, device, new string('x', DeviceSession.LongestText + 1));
        Assert.IsType<Answer.Refused>(refused.Outcome.Answer);
        Assert.Null(refused.Number);
        Assert.Equal(["hi"], await host.FetchAsync(Bao));
        Assert.Equal("k", Assert.Single((await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Items).Key);
    }

    [Fact]
    public async Task A_text_that_another_device_has_deleted_does_not_come_back_when_its_sender_sends_it_again()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        var other = (await host.Devices.OpenAsync(Anna, DeviceKind.Web, "phone", Desk, null, Cancelled))!.Id;
        var first = await SendAsync(host, device, "hi", "k");
        Assert.True(await host.Log.DeleteAsync(Anna, other, first.Number!.Value, Cancelled));
        Assert.Equal(first, await SendAsync(host, device, "hi", "k"));
        Assert.Equal(["Deleted", "Deletion 1"],
            (await host.Log.ReadAsync(Anna, device, null, 0, 100, Cancelled))!.Items.Select(Of));
        Assert.Equal(["hi"], await host.FetchAsync(Bao));
    }

    [Fact]
    public async Task A_text_that_is_sent_again_too_often_is_said_to_be_the_first_one_all_the_same()
    {
        var (host, device) = await StartAsync();
        await using var _ = host;
        var first = await SendAsync(host, device, "hi", "k");
        for (var text = 0; text < 19; text++)
            await SendAsync(host, device, $"{text}");
        Assert.IsType<Answer.Refused>((await SendAsync(host, device, "more")).Outcome.Answer);
        Assert.Equal(first, await SendAsync(host, device, "hi", "k"));
    }
}
