using System.Diagnostics;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.Faults.Api;

/// <summary>
/// Two programs at the API, `tqq listen` and a client of HTTP QQ 1.1 in one conversation, while the server is killed and streams are cut:
/// everybody sees everything once, and in the order of each sender.
/// </summary>
internal static class ApiRun
{
    private const string Page = "page";
    private const string Phone = "phone";
    private const string Wire = "wire";

    // Between two kills each of them is to have sent so many texts at least.
    private const int TextsBetween = 5;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    public static async Task<bool> RunAsync(RunOptions options)
    {
        var (kills, random) = (options.Rounds ?? 30, new Random(options.Seed));
        using var directory = new TemporaryDirectory();
        string[] flags = ["--rate-message", "off", "--rate-other", "off"];
        var server = await RunningServer.StartAsync(directory.At("data"), flags);
        // Clients stay with the address they have been given.
        flags = [.. flags, "--listen", server.Wire.ToString(), "--web", server.Web.Authority];
        var web = server.Web;
        var (anna, bao) = (await server.AddPersonAsync(), await server.AddPersonAsync());
        var witnesses = new[]
        {
            new Witness("stream of the first program", Page, Phone, Wire), new Witness("stream of the second program", Page, Phone, Wire),
            new Witness("`tqq listen`", Wire), new Witness("client of HTTP QQ 1.1", Page, Phone),
        };
        using var page = new ApiTalker(web, Page, witnesses[0]);
        using var phone = new ApiTalker(web, Phone, witnesses[1]);
        var wire = new WireTalker(bao, anna.Uin, Wire, witnesses[3]);
        await page.SignInAsync(anna);
        await phone.SignInAsync(anna);
        await using var listen = await ListenProgram.StartAsync(anna, directory, witnesses[2]);

        using var stop = new CancellationTokenSource();
        using var end = new CancellationTokenSource();
        Task[] sending = [page.SendAsync(bao.Uin, stop.Token), phone.SendAsync(bao.Uin, stop.Token)];
        Task[] reading =
        [
            page.ReadAsync(new(options.Seed), end.Token), phone.ReadAsync(new(options.Seed + 1), end.Token),
            wire.TalkAsync(stop.Token, end.Token),
        ];
        // The program waits for a server that goes away, but not for one that has never been there.
        while (witnesses[2].Count == 0)
            await Task.Delay(10);
        var watch = Stopwatch.StartNew();
        for (var kill = 0; kill < kills; kill++)
        {
            var before = (page.Sent, phone.Sent, wire.Sent);
            while (page.Sent < before.Item1 + TextsBetween || phone.Sent < before.Item2 + TextsBetween
                || wire.Sent < before.Item3 + TextsBetween)
                await Task.Delay(1);
            await Task.Delay(random.Next(100));
            await server.KillAsync();
            await server.DisposeAsync();
            server = await RunningServer.StartAsync(directory.At("data"), flags);
            if (kill % 5 == 0)
                Section.Progress($"api, kill {kill}: {page.Sent} + {phone.Sent} + {wire.Sent} texts");
        }

        var took = watch.Elapsed;
        await stop.CancelAsync();
        await Task.WhenAll(sending);
        var sent = new Dictionary<string, int> { [Page] = page.Sent, [Phone] = phone.Sent, [Wire] = wire.Sent };
        for (watch.Restart(); watch.Elapsed < s_patience && witnesses.Any(witness => witness.Compare(sent).Lost > 0);)
            await Task.Delay(100);
        await end.CancelAsync();
        await Task.WhenAll(reading);
        sent[Wire] = wire.Sent;
        var found = witnesses.Select(witness => (witness.Name, Found: witness.Compare(sent))).ToList();
        await server.DisposeAsync();

        Section.Say(
            $"One account has two programs at the API, which send and read events, and `tqq listen`; the other one has a client of HTTP QQ 1.1 with a session key, which sends and polls. Each sends one text after the other, with a key, until it is told that it is sent. The server gets SIGKILL {kills} times in {took.TotalSeconds:0} s and is started again at once; both programs cut their streams themselves after 1 to 49 events, and go on behind the last id. Seed {options.Seed}.");
        Section.Say($"");
        Section.Table(
            ["seen by", "texts", "**lost**", "**twice**", "out of order, of one sender"],
            found.Select(row => (IReadOnlyList<object>)
                [row.Name, row.Found.Expected, $"**{row.Found.Lost}**", $"**{row.Found.Twice}**", row.Found.OutOfOrder]));
        Section.Say(
            $"Texts sent: {page.Sent} and {phone.Sent} by the programs, {wire.Sent} by the client. Streams cut by their own programs: {page.Cuts + phone.Cuts}; told to begin anew: {page.Resets + phone.Resets}.");
        Section.Say($"");
        return Section.Verdict(
            found.All(row => row.Found is { Lost: 0, Twice: 0, OutOfOrder: 0, Expected: > 0 }) && page.Cuts + phone.Cuts > 0,
            "0 lost, 0 twice, all in the order of their senders, on the streams and on the wire");
    }
}
