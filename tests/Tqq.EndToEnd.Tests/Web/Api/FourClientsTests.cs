using System.Net;
using System.Text.Json;
using Tqq.EndToEnd.Tests.Program;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api;

/// <summary>Two programs at the API, `tqq listen` and a client of HTTP QQ 1.1 in one conversation: each sees everything once.</summary>
public sealed class FourClientsTests(SharedServer shared) : TalkSetting(shared)
{
    [Fact]
    public async Task Everybody_sees_everything_once_and_in_the_order_of_each_sender()
    {
        var (anna, bao) = (await LoginAsync(), await Server.AddOnlineAsync());
        bao.NamesTarget = true;
        using var page = await ApiClient.SignInAsync(anna);
        using var phone = await ApiClient.SignInAsync(anna);
        await using var atPage = await EventReader.OpenReadyAsync(page);
        await using var atPhone = await EventReader.OpenReadyAsync(phone);
        var numbers = Enumerable.Range(0, 4).ToList();
        await Task.WhenAll(SendAsync(page, "page"), SendAsync(phone, "phone"), TellAsync());

        string[] fromDevices = [.. numbers.Select(number => $"page.{number}"), .. numbers.Select(number => $"phone.{number}")];
        string[] fromWire = [.. numbers.Select(number => $"wire.{number}")];
        foreach (var events in (EventReader[])[atPage, atPhone])
        {
            var seen = new List<string>();
            while (seen.Count < 3 * numbers.Count)
                seen.Add((await events.NextAsync("message")).GetProperty("text").GetString()!);
            Assert.Equal([.. fromDevices, .. fromWire], InOrderOfSenders(seen));
        }

        var heard = await AsAsync(anna, "listen", "--json", "--count", $"{numbers.Count}");
        Assert.Equal(fromWire, heard.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("text").GetString()!));
        Assert.Equal(fromDevices, InOrderOfSenders((await bao.FetchAsync()).Select(item => item.Split(' ')[2])));

        async Task SendAsync(ApiClient client, string name)
        {
            foreach (var number in numbers)
                await client.AskAsync(
                    HttpMethod.Post, $"conversations/{bao.Uin}/messages", new { text = $"{name}.{number}" }, HttpStatusCode.Created);
        }

        async Task TellAsync()
        {
            foreach (var number in numbers)
                Assert.Equal("0&", await bao.ResultAsync("CLTMSG", $"&UN={anna.Uin}&MG=wire.{number}"));
        }
    }

    // Stable: what one sender sent stays in the order in which it was seen.
    private static IEnumerable<string> InOrderOfSenders(IEnumerable<string> texts) => texts.OrderBy(text => text.Split('.')[0]);
}
