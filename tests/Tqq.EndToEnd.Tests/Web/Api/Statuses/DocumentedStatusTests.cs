using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Api.Statuses;

/// <summary>
/// Each operation of the OpenAPI document is put into all circumstances that it may meet: callers who may not, requests that are not as
/// they must be, disks that are full, hang or are damaged, limits. What it answers then is what the document says, no more and no less.
/// </summary>
public sealed class DocumentedStatusTests : IDisposable
{
    private static readonly string[] NoRates = ["--rate-message", "off", "--rate-other", "off", "--rate-status", "off",
        "--rate-friend", "off", "--penalty", "0"];

    private static readonly string[] Strict = ["--rate-message", "1/1h burst 1", "--rate-other", "1/1h burst 1",
        "--rate-status", "1/1h burst 1", "--rate-friend", "1/1h burst 1", "--penalty", "0"];

    private static readonly string[] Open = ["--registration", "open", "--rate-registration", "off"];

    private static readonly string[] Tight = ["--registration", "invite", "--friends", "1", "--mailbox-limit", "1",
        "--streams-per-account", "1"];

    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Every_operation_answers_every_status_that_is_described_and_no_other()
    {
        StatusBook book;
        StatusLimits limits;
        var store = new FailingStore();
        await using (var strict = await LocalServer.StartAsync(_directory.At("strict"), Strict))
        {
            book = new(await ApiDocument.ReadAsync(strict));
            limits = new(book);
            await limits.MeetTooOftenAsync(strict);
        }

        Person marking;
        await using (var tight = await LocalServer.StartAsync(_directory.At("tight"), [.. NoRates, .. Tight]))
        {
            marking = await tight.AddPersonAsync();
            await limits.MeetAtTightAsync(tight);
        }

        await using (var marked = await LocalServer.StartAsync(_directory.At("tight"), store, NoRates))
            await limits.MeetMarkedAsync(marked, store, new(marked, marking.Uin, marking.Password));
        Person owner;
        string token;
        await using (var server = await LocalServer.StartAsync(_directory.At("data"), store, [.. NoRates, .. Open]))
        {
            await limits.MeetAsync(server);
            await new StatusAdministrator(book).MeetAsync(server);
            await new StatusWalk(server, store, book).RunAsync();
            owner = await server.AddPersonAsync();
            using var page = await ApiClient.SignInAsync(owner);
            token = page.Token!;
        }

        await using var again = await LocalServer.StartAsync(_directory.At("data"), store, NoRates);
        using var unknown = new ApiClient(again, owner.From) { Token = token };
        await new StatusWalk(again, store, book).RunUnreadableAsync(unknown, owner.Uin);
        Assert.True(!book.NeverDescribed.Any(), string.Join("\n", book.NeverDescribed));
        Assert.True(!book.NeverProduced.Any(), string.Join("\n", book.NeverProduced));
    }
}
