using System.Text;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Clients;

/// <summary>
/// The connection broken at the bytes of every kind of reply, with a client of 2005 that knows of no repetition: it says
/// the same again with another SEQ. Nothing is lost, and for each cut at most one thing comes twice (protocol.md §4).
/// `CUTS=all` cuts at every byte of every kind.
/// </summary>
public sealed class LegacyCutTests(UnlimitedServer shared)
{
    private static readonly bool s_all = Environment.GetEnvironmentVariable("CUTS") == "all";

    // {0} is a friend, {1} lets anyone add it, {2} wants to be asked, {3} lets nobody.
    public static TheoryData<string, string> Kinds => new()
    {
        { "CLTMSG", "&UN={0}&MG=text" }, { "GetMsgEx", "" }, { "Login", "" }, { "Logout", "" }, { "List", "" }, { "List", "&TN=1" },
            { "Query_Stat", "" }, { "Query_Stat", "&TN=1" },
        { "GetInfo", "&LV=0&UN={0}" }, { "GetInfo", "&LV=2&UN={0}" }, { "GetInfo", "&LV=3&UN={0}" }, { "AddToList", "&UN={1}" },
            { "AddToList", "&UN={2}" }, { "AddToList", "&UN={3}" },
        { "Ack_AddToList", "&UN={2}&CD=2&RS=words" }, { "Ack_AddToList", "&UN={2}&CD=0" }, { "Ack_AddToList", "&UN={2}&CD=1" },
            { "Ack_AddToList", "&UN={2}&CD=3" },
        { "DelFromList", "&UN={1}" }, { "Change_Stat", "&ST=30" }, { "CLTMSG", "&UN=1&MG=nobody" },
            { "CLTMSG", "&UN={0}&MG=" + new string('x', 401) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Nothing_is_lost_and_at_most_one_thing_comes_twice_for_each_cut(string command, string fields)
    {
        var server = shared.Server;
        var (me, friend) = (await server.AddOnlineAsync(), await server.AddOnlineAsync("anyone"));
        await me.AskAsync("AddToList", $"&UN={friend.Uin}");
        fields = string.Format(null, fields, friend.Uin, (await server.AddPersonAsync("anyone")).Uin, (await server.AddPersonAsync()).Uin,
            (await server.AddPersonAsync("nobody")).Uin);
        if (command == "Login")
            fields = $"&PS={me.PasswordMd5}&M5=1&LC=9326B87B234E7235";

        var isOfMessages = command == "GetMsgEx" || fields.EndsWith("MG=text", StringComparison.Ordinal);
        var (sent, seen, arrived) = (new List<string>(), new List<string>(), new List<string>());
        var length = 0;
        for (var cut = 0; cut <= length; cut += s_all || isOfMessages ? 1 : 23)
        {
            sent.Add($"{cut}");
            await friend.AskAsync("CLTMSG", $"&UN={me.Uin}&MG={sent[^1]}");
            var text = fields.Replace("MG=text", $"MG={sent[^1]}", StringComparison.Ordinal);

            // At the end of a reply the server has to end, or this would wait for more.
            var closes = cut % 2 == 0 || cut > length - 20;
            var reply = await CutSocket.ExchangeAsync(server.Wire, Request(me.Body(command, text), closes), cut, resets: cut % 4 < 2,
                me.From);
            if (!IsWhole(reply))
            {
                // Once more, with another SEQ.
                reply = await server.SendAsync(Request(me.Body(command, text), closes: true), me.From);
                length = Math.Max(length, reply.Length);
            }

            if (command == "GetMsgEx")
                seen.AddRange(Texts(Encoding.UTF8.GetString(reply)));
            if (command == "Logout")
                await me.LoginAsync();
            seen.AddRange((await me.FetchAsync()).Where(item => item.StartsWith("9 ", StringComparison.Ordinal)).Select(item =>
                item.Split(' ')[2]));
            arrived.AddRange((await friend.FetchAsync()).Where(item => item.StartsWith("9 ", StringComparison.Ordinal)).Select(item =>
                item.Split(' ')[2]));
        }

        AssertEach(sent, seen);
        if (fields.EndsWith("MG=text", StringComparison.Ordinal))
            AssertEach(sent, arrived);
    }

    // All of them, in order, and none more than twice.
    private static void AssertEach(List<string> sent, List<string> seen)
    {
        Assert.Equal(sent, seen.Distinct());
        Assert.All(seen.CountBy(text => text), text => Assert.InRange(text.Value, 1, 2));
    }

    private static byte[] Request(string body, bool closes) => closes
        ? RawSocket.LegacyRequest(Encoding.UTF8.GetBytes(body))
        : Encoding.UTF8.GetBytes($"POST / HTTP/1.1\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");

    private static bool IsWhole(byte[] reply)
    {
        var parts = Encoding.UTF8.GetString(reply).Split("\r\n\r\n");
        return parts.Length == 2 && parts[0].EndsWith($"Content-Length: {Encoding.UTF8.GetByteCount(parts[1])}", StringComparison.Ordinal);
    }

    private static string[] Texts(string reply)
    {
        var texts = reply.Split("&MG=");
        return texts.Length < 2 ? [] : [.. texts[1].Split(',').SkipLast(1).Select(text => text.Trim())];
    }
}
