using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Durability;

/// <summary>
/// kill -9 in the middle of a storm of sends: whatever got RES=0 is there, in order, and none twice unless its reply was cut.
/// </summary>
[LongRun]
public sealed class KillStormTests
{
    private const int Senders = 8;
    private const int Kills = 3;

    [Fact]
    public async Task Every_acknowledged_message_is_there_in_order_and_once()
    {
        using var directory = new TemporaryDirectory();
        var acknowledged = new ConcurrentDictionary<uint, List<int>>();
        var inDoubt = new ConcurrentDictionary<uint, HashSet<int>>();
        uint receiver = 0;
        (uint Uin, string Password)[] people = [];
        var next = new int[Senders];

        for (var round = 0; round < Kills; round++)
        {
            await using var server = await RunningServer.StartAsync(directory.At("data"), "--rate-message", "off", "--rate-other", "off");
            if (round == 0)
            {
                receiver = (await server.AddPersonAsync()).Uin;
                people = [.. (await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => server.AddOnlineAsync()))).Select(person =>
                    (person.Uin, person.Password))];
            }

            // Not after some time but after some work, so that a slow machine is killed in the middle as well.
            var enough = new TaskCompletionSource();
            var sent = 0;
            var storm = people.Select(async (person, at) =>
            {
                var me = new Person(server, person.Uin, person.Password);
                for (; ; next[at]++)
                {
                    try
                    {
                        var reply = await me.SendAsync($"VER=1.1&CMD=CLTMSG&SEQ={next[at]}&UIN={person.Uin}&UN={receiver}&MG={next[at]}");
                        if (reply.EndsWith("RES=0&", StringComparison.Ordinal))
                            acknowledged.GetOrAdd(person.Uin, _ => []).Add(next[at]);
                        else
                            inDoubt.GetOrAdd(person.Uin, _ => []).Add(next[at]);
                        if (Interlocked.Increment(ref sent) == 150 * (round + 1))
                            enough.SetResult();
                    }
                    catch (SocketException)
                    {
                        inDoubt.GetOrAdd(person.Uin, _ => []).Add(next[at]++);
                        return;
                    }
                }
            }).ToArray();
            await enough.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
            await server.KillAsync();
            await Task.WhenAll(storm);
        }

        var received = new List<(uint Sender, int Number)>();
        await using (var last = await RunningServer.StartAsync(directory.At("data"), "--rate-other", "off"))
        {
            using var password = await last.AdminAsync(HttpMethod.Put, $"accounts/{receiver}/password", new { password = "new" });
            var me = new Person(last, receiver, "new");
            await me.LoginAsync();
            for (var items = await me.FetchAsync(); items.Length > 0; items = await me.FetchAsync())
                received.AddRange(items.Select(item => item.Split(' ')).Where(parts => parts[1] != "10000").Select(parts =>
                    (uint.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture))));
        }

        foreach (var (uin, _) in people)
        {
            var mine = received.Where(item => item.Sender == uin).Select(item => item.Number).ToList();
            Assert.Equal(mine.Order(), mine);
            Assert.Equal(mine.Distinct(), mine);
            Assert.Empty(acknowledged[uin].Except(mine));
            Assert.Empty(mine.Except(acknowledged[uin]).Except(inDoubt.GetValueOrDefault(uin, [])));
        }
    }
}
