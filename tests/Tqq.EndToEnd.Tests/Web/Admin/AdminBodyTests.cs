using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using CsCheck;
using Tqq.EndToEnd.Tests.Running;

namespace Tqq.EndToEnd.Tests.Web.Admin;

/// <summary>What the admin API says to bodies that are wrong.</summary>
public sealed class AdminBodyTests(SharedServer shared)
{
    private static readonly Gen<string> s_text = OneOf(
        "\"\"", "\"A\"", "\"verify\"", "\"app-password\"", "\"10.0.0.0/8\"", "\"10.1\"", "\"\\u0000\"", "\"\\ud800\"", "\"\\ud83d\\ude00\"",
            "\"" + new string('x', 3000) + "\"");

    private static readonly Gen<string> s_value = Gen.Recursive<string>((depth, value) => depth > 3
        ? s_text
        : Gen.OneOf(
            s_text,
            OneOf("null", "true", "false", "0", "-1", "1.5", "1e400", "4294967295", "9223372036854775808", "20001", "{}", "[]", "[null]",
                "{\"NK\":null}", "{\"AG\":\"19\"}"),
            Gen.Int[1, 100].Select(levels => new string('[', levels) + new string(']', levels)),
            value.Array[0, 4].Select(items => $"[{string.Join(',', items)}]"),
            Gen.Select(OneOf("NK", "AG", "ID", "x", "\\ud800", "NK"), value).Array[0, 4].Select(pairs =>
                $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}")));

    [Fact, LongRun]
    public async Task No_document_of_the_right_shape_with_wrong_values_gives_5xx_and_no_detail_names_a_type()
    {
        var document = await AdminDocument.ReadAsync(shared.Server);
        var uin = (await shared.Server.AddPersonAsync()).Uin;
        foreach (var operation in document.Operations.Where(operation =>
            operation is { TakesBody: true, IsOpen: false, ReachesAll: false }))
        {
            var members = document.MembersOf(operation);
            Assert.NotEmpty(members);
            await Gen.Select(OneOf(members), s_value).Array[0, members.Length + 1].SampleAsync(
                async pairs =>
                {
                    var body = $"{{{string.Join(',', pairs.Select(pair => $"\"{pair.Item1}\":{pair.Item2}"))}}}";
                    using var answer = await shared.Server.AdminAsync(operation.Method, operation.For(uin),
                        new StringContent(body, Encoding.UTF8, "application/json"));
                    var status = (int)answer.StatusCode;
                    Assert.True(status < 500 && operation.Answers.Contains(status.ToString(CultureInfo.InvariantCulture)),
                        $"{operation}: {status} for {body}");
                    if (status == 400)
                    {
                        var detail = await DetailAsync(answer);
                        Assert.DoesNotMatch(@"System\.|Tqq\.|Exception|Parameter '|\n", detail);
                    }
                },
                iter: 100, threads: 4);
        }
    }

    [Theory]
    [InlineData("""{"allowedAddresses":[null]}""", "allowedAddresses[0] is null, but must be a text")]
    [InlineData("""{"allowedAddresses":["10.0.0.0/8","10.1"]}""",
        "allowedAddresses[1] is '10.1', but must be an address or a network such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32; behind the prefix all bits are 0")]
    [InlineData("""{"allowedAddresses":{}}""", "allowedAddresses is an object, but must be an array of texts")]
    [InlineData("""{"requiresKey":"yes"}""", "requiresKey is a text, but must be true or false")]
    [InlineData("""{"fields":{"RN":null}}""", "fields.RN is null, but must be a text")]
    [InlineData("""{"fields":{"AG":"old"}}""", "fields.AG must be a number from 0 to 200")]
    [InlineData("""{"fields":{"AG":"1","AG":"2"}}""", "fields.AG is there twice")]
    [InlineData("""{"whoMayAdd":"me","whoMayAdd":"you"}""", "whoMayAdd is there twice")]
    [InlineData("""{"whoMayAdd":"me"}""", "whoMayAdd is 'me', but must be verify, anyone, nobody")]
    [InlineData("""{"keepsSent":"\ud800"}""", "keepsSent is half a character, but must be a text")]
    [InlineData("""{"whoSees":{"RN":"me"}}""", "whoSees.RN is 'me', but must be friends, everyone, nobody")]
    [InlineData("""{"whoSees":{"NK":"nobody"}}""",
        "whoSees.NK gives no choice who sees it; these do: AD AG BT CO CT CY EM HP JB MO PC PH PV RN SC SH")]
    [InlineData("""{"colour":"red"}""",
        "colour is no member; these are: whoMayAdd, refusesStrangers, fields, wireLogin, allowedAddresses, requiresKey, keepsSent, whoMayFind, whoSees")]
    [InlineData("""[]""", "the body is an array, but must be an object")]
    [InlineData("""null""", "the body is null, but must be an object")]
    [InlineData("", "the body is no JSON of at most 16 levels: line 1, byte 1")]
    [InlineData("{\n  \"fields\": nothing\n}", "the body is no JSON of at most 16 levels: line 2, byte 14")]
    public async Task What_is_wrong_is_named_with_its_json_path_and_with_what_is_allowed(string body, string detail)
    {
        var uin = (await shared.Server.AddPersonAsync()).Uin;
        using var answer = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}",
            new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, detail), (answer.StatusCode, await DetailAsync(answer)));
    }

    [Theory]
    [InlineData("""{"uin":1,"nick":"A","password":"x"}""", "uin is 1, but must be a number from 10001 to 4294967295")]
    [InlineData("""{"uin":30001,"password":"x"}""", "nick is missing")]
    [InlineData("""{"uin":30001,"nick":"A","password":""}""",
        "password must be a text of 1 to 128 characters, not only spaces and without control characters")]
    [InlineData("""{"uin":1e400,"nick":"A","password":"x"}""", "uin is 1e400, but must be a whole number")]
    public async Task A_new_account_that_is_wrong_is_refused_with_the_reason(string body, string detail)
    {
        using var answer = await shared.Server.AdminAsync(HttpMethod.Post, "accounts",
            new StringContent(body, Encoding.UTF8, "application/json"));
        Assert.Equal((HttpStatusCode.BadRequest, detail), (answer.StatusCode, await DetailAsync(answer)));
    }

    [Fact]
    public async Task A_byte_order_mark_at_the_beginning_is_skipped_and_what_is_not_utf8_is_refused()
    {
        var uin = (await shared.Server.AddPersonAsync()).Uin;
        using var marked = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}",
            Bytes([0xEF, 0xBB, 0xBF, .. """{"requiresKey":true}"""u8]));
        Assert.Equal(HttpStatusCode.OK, marked.StatusCode);
        using var gbk = await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}",
            Bytes([.. "{\"fields\":{\"NK\":\""u8, 0xC4, 0xE3, .. "\"}}"u8]));
        Assert.Equal((HttpStatusCode.BadRequest, "the body is not UTF-8, but must be a JSON object in UTF-8"),
            (gbk.StatusCode, await DetailAsync(gbk)));

        static ByteArrayContent Bytes(byte[] bytes) => new(bytes) { Headers = { ContentType = new("application/json") } };
    }

    [Fact]
    public async Task Two_people_who_patch_at_once_lose_nothing_of_each_other()
    {
        var uin = (await shared.Server.AddPersonAsync()).Uin;
        string[] keys = ["RN", "CT", "SC", "PH", "HP", "JB", "CY", "PR"];
        for (var round = 0; round < 10; round++)
        {
            await Task.WhenAll(keys.Select(async key =>
                (await shared.Server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}",
                new { fields = new Dictionary<string, string> { [key] = $"{round}" } })).Dispose()));
            using var shown =
                JsonDocument.Parse(await (await shared.Server.AdminAsync(HttpMethod.Get,
                $"accounts/{uin}")).Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            Assert.All(keys, key => Assert.Equal($"{round}", shown.RootElement.GetProperty("fields").GetProperty(key).GetString()));
        }
    }

    [Fact]
    public async Task A_body_that_is_too_long_broken_or_cut_is_413_400_or_nothing_and_one_log_line_at_most()
    {
        using var directory = new TemporaryDirectory();
        await using var server = await RunningServer.StartAsync(directory.At("data"));
        var uin = (await server.AddPersonAsync()).Uin;
        using var access = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(server.Data, "admin.json"),
            TestContext.Current.CancellationToken));
        var head =
            $"PATCH /admin/api/v1/accounts/{uin} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nAuthorization: Bearer {access.RootElement.GetProperty("token")}\r\n";
        (string Body, string Expected)[] cases =
        [
            ($"Content-Length: 65537\r\n\r\n{new string(' ', 65_537)}", "413"),
            ($"Transfer-Encoding: chunked\r\n\r\n10001\r\n{new string(' ', 65_537)}\r\n0\r\n\r\n", "413"),
            ("Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n0\r\n\r\n", "400"),
            ("Transfer-Encoding: chunked\r\n\r\n100000000\r\n{}\r\n0\r\n\r\n", "400"),
            ("Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "400"),
            ("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{} ", "400"),
        ];
        foreach (var (rest, expected) in cases)
        {
            var reply = Encoding.UTF8.GetString(await ExchangeAsync(server.Web.Port, head + rest));
            Assert.True(reply.Length == 0 || reply.StartsWith($"HTTP/1.1 {expected} ", StringComparison.Ordinal), $"{rest[..40]}: {reply}");
        }

        const int Leavers = 5;
        for (var client = 0; client < Leavers; client++)
            await LeaveAsync(server.Web.Port, head + "Content-Length: 1000\r\n\r\n{\"whoMayAdd\":", resets: client % 2 == 0);
        // They have been noticed when a later request of the same kind has been answered.
        using var last = await server.AdminAsync(HttpMethod.Patch, $"accounts/{uin}", new { whoMayAdd = "anyone" });
        Assert.Equal(HttpStatusCode.OK, last.StatusCode);
        await server.TerminateAsync();
        Assert.InRange(server.Errors.Count, 0, cases.Length + Leavers);
        Assert.False(server.Log.Contains("   at ", StringComparison.Ordinal), server.Log);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(at => texts[at]);

    private static async Task<string> DetailAsync(HttpResponseMessage answer)
    {
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return problem.RootElement.GetProperty("detail").GetString()!;
    }

    // A server that refuses while there is more to come may end with a reset; what it said before that counts.
    private static async Task<byte[]> ExchangeAsync(int port, string request)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        var reply = new MemoryStream();
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
            var buffer = new byte[8192];
            while (await socket.ReceiveAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var count)
                reply.Write(buffer, 0, count);
        }
        catch (SocketException)
        {
            return reply.ToArray();
        }

        return reply.ToArray();
    }

    private static async Task LeaveAsync(int port, string request, bool resets)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
        await socket.SendAsync(Encoding.UTF8.GetBytes(request), TestContext.Current.CancellationToken);
        if (resets)
            socket.LingerState = new(true, 0);
    }
}
